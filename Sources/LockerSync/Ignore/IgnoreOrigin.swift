/// Where a pattern stands.
package enum IgnoreOrigin: Sendable, Hashable {
    /// After `--exclude` or `--include`.
    case commandLine
    /// Nowhere: it is one of those that hold unless somebody says otherwise.
    case defaults
    /// In the ignore file at this path.
    case file([UInt8])
}
