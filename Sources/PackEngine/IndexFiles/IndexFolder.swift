import POSIXSupport

/// Where the index is kept: a few files, by their names. Any thread may call any of this at any time.
public protocol IndexFolder: Sendable {
    /// The files there are, in no particular order, with the bytes of each.
    func list() throws(SystemError) -> [String: Int]

    /// Makes an empty file, or empties the one of this name. It survives a crash once ``synchronize()`` has returned.
    func create(_ name: String) throws(SystemError) -> any IndexFile

    /// Opens a file that exists, to be read and written.
    func open(_ name: String) throws(SystemError) -> any IndexFile

    /// Removes a file; open ones can still be read.
    func remove(_ name: String) throws(SystemError)

    /// Gives a file another name, in place of the one that has it, in one step.
    func rename(_ name: String, to other: String) throws(SystemError)

    /// Returns once the names of all files survive a crash.
    func synchronize() throws(SystemError)
}

extension IndexFolder {
    /// Removes the files of an index, the journal first: without it the others say nothing.
    func removeIndex() throws(SystemError) {
        let own = try list().keys.filter(IndexFormat.isOwn)
        for name in own.filter({ $0 == IndexFormat.journal }) + own.filter({ $0 != IndexFormat.journal }).sorted() {
            try remove(name)
        }
    }
}

/// A file of the index that is open. Any thread may call any of this at any time.
public protocol IndexFile: Sendable {
    /// The bytes it has.
    func size() throws(SystemError) -> Int

    /// Reads at `offset` until `buffer` is full or the file ends. Returns the bytes read.
    func read(into buffer: UnsafeMutableRawBufferPointer, at offset: Int) throws(SystemError) -> Int

    /// Writes all of `bytes` at `offset`.
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(SystemError)

    /// Makes sure that writes to `range` will not fail for lack of space. What was never written there reads as zero.
    func reserve(_ range: Range<Int>) throws(SystemError)

    /// Returns once everything written before the call survives a crash. After a failure nothing may be assumed of it.
    func synchronize() throws(SystemError)
}
