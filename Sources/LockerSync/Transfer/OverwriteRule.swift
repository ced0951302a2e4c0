/// Which files and links that are already there, and differ, are replaced.
package enum OverwriteRule: String, Sendable, CaseIterable {
    case always
    /// Those that were modified before what takes their place.
    case newer
    case never
}
