export function errorIndex(): string;
