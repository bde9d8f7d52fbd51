export declare function bundleUrlParser(): Promise<void>;
