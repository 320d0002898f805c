/** One right that a role may hold. Each module lists its own in permissions.ts; the list is closed. */
export interface Permission {
  /** `<module>.<verb>`, such as `nas.write`. */
  code: string;
  summary: string;
}
