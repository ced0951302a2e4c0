/// What is done with what comes to a folder the disk of which takes its name for that of something else there.
package enum NameClashRule: String, Sendable, CaseIterable {
    /// It is passed over, and named.
    case skip
    /// It has another name here, beside what has its own.
    case rename
}
