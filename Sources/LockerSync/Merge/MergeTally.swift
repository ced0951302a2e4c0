import LockerClient

/// How much of what was agreed on goes and stays. Files and links are counted.
struct MergeTally {
    /// All that were agreed on.
    var agreed = 0
    /// Those that go from the folder, or from the library, unless they are only renamed.
    var goneHere = 0
    var goneThere = 0
    /// Those that the library does not have any more, and what it has that is new or changed.
    var missing = 0
    var coming = 0
    /// Regular files of the folder at which nothing is to be done.
    var unchanged = 0
    /// Paths at which the library has other than what was agreed on, until that is settled.
    var news = 0
    /// Files that are to be brought, and to be sent, and their bytes.
    private(set) var incoming = (files: 0, bytes: 0)
    private(set) var outgoing = (files: 0, bytes: 0)

    mutating func addIncoming(_ size: Int) { incoming = (incoming.files + 1, incoming.bytes.adding(size)) }

    mutating func addOutgoing(_ size: Int) { outgoing = (outgoing.files + 1, outgoing.bytes.adding(size)) }
}
