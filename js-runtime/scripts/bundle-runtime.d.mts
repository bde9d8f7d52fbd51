export declare const RUNTIME_FILE: string;
export declare function bundleRuntime(): Promise<void>;
