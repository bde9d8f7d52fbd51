/** `type/subtype` in lower case, without parameters. */
export function essence(mediaType: string): string {
  return mediaType.split(";")[0]!.trim().toLowerCase();
}

/** The parameter `charset` in lower case, without quotes. */
export function charset(mediaType: string): string | undefined {
  return /;\s*charset\s*=\s*"?([^";\s]+)"?/i.exec(mediaType)?.[1]?.toLowerCase();
}

/** `json` or a `+json` suffix; data without a type is JSON. */
export function isJson(mediaType: string | undefined): boolean {
  return mediaType === undefined || /^[^/]+\/(?:json|[^/]+\+json)$/.test(essence(mediaType));
}

export function isText(mediaType: string): boolean {
  const type = essence(mediaType);
  return type.startsWith("text/") || /^[^/]+\/(?:xml|[^/]+\+xml)$/.test(type);
}

/** UTF-8, or what UTF-8 contains. */
export function isUtf8(mediaType: string): boolean {
  return ["utf-8", "utf8", "us-ascii", undefined].includes(charset(mediaType));
}
