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
    /// What is to be brought and sent, for those who watch.
    private(set) var files = 0
    private(set) var bytes = 0

    /// Counts a file that is to be brought or sent.
    mutating func add(_ size: Int) {
        let (sum, overflow) = bytes.addingReportingOverflow(size)
        (files, bytes) = (files + 1, overflow ? .max : sum)
    }
}
