import Glibc
import LockerBase
import POSIXSupport

/// The file that keeps what a client remembers of one tree. It is a cache: without it everything is read again,
/// and the library comes out the same.
package struct SyncStateFile: Sendable {
    /// Where it lies.
    package let path: String
    private let subject: SyncState.Subject
    static let remedy = "the next sync reads every file again; set XDG_STATE_HOME to a folder that can be written"

    /// The state of `subject` in `folder`, which is made when something is saved.
    package init(of subject: SyncState.Subject, in folder: String) {
        var parts = [
            subject.store, Array(subject.account.utf8), Array(subject.library.utf8), subject.directory,
        ]
        // Without it, a state has the name that it had before there was one.
        if let under = subject.under { parts.append(under.bytes) }
        var name = ByteWriter()
        for part in parts {
            name.append(UInt64(part.count))
            name.append(part)
        }
        path = "\(folder)/\(SHA256.digest(of: name.bytes).hex).state"
        self.subject = subject
    }

    /// `$XDG_STATE_HOME/locker`, by default `~/.local/state/locker` (XDG Base Directory Specification); nil when
    /// neither that variable nor HOME is set.
    package static var defaultFolder: String? {
        if let state = getenv("XDG_STATE_HOME"), state.pointee == UInt8(ascii: "/") {
            return "\(String(cString: state))/locker"
        }
        guard let home = getenv("HOME"), home.pointee != 0 else { return nil }
        return "\(String(cString: home))/.local/state/locker"
    }

    /// What was remembered; nil when there is nothing, or nothing of this subject that can be trusted.
    ///
    /// - Parameter store: takes the items.
    package func load(to store: PageStore = PageStore()) -> SyncState? {
        open().flatMap { load(from: $0, to: store) }
    }

    /// The file as it is at this moment, whatever takes its place; nil where there is none.
    func open() -> Descriptor? { try? Descriptor.open(path, O_RDONLY | O_NONBLOCK) }

    /// Whether `opened` is the file at this moment; nil stands for none.
    func isStill(_ opened: Descriptor?) -> Bool {
        guard let now = open() else { return opened == nil }
        guard let opened, let old = try? opened.status(), let new = try? now.status() else { return false }
        return FileIdentity(old) == FileIdentity(new)
    }

    /// What was remembered in the open file.
    func load(from file: Descriptor, to store: PageStore) -> SyncState? {
        guard let state = SyncState(reading: file, to: store), state.subject == subject else { return nil }
        return state
    }

    /// Replaces what was remembered, in one step: a reader finds the old state or the new one, after a crash too.
    ///
    /// - Parameters:
    ///   - more: items beside those of `state`.
    ///   - known: what was called otherwise when that was read: what others have made of it since stays. Nil: it is as
    ///     `state` has it.
    package func save(
        _ state: SyncState, with more: [SortedTable<RememberedItem>] = [], since known: PlacedNames? = nil
    ) throws(LockerError) {
        try begin(state, MergedReader([state.items] + more)).save(state, since: known)
    }

    /// Remembers what is called otherwise, and of all else what is remembered at this moment. Returns the names that are
    /// remembered then.
    ///
    /// - Parameters:
    ///   - known: those that there were when `names` were worked out: what others have made of them since stays.
    ///   - store: takes the items meanwhile.
    package func save(
        _ names: PlacedNames, since known: PlacedNames, by store: PageStore = PageStore()
    ) throws(LockerError) -> PlacedNames {
        try translatingSystemErrors(remedy: SyncStateFile.remedy) { () throws(SystemError) in
            try SyncStateFile.makeFolder(of: path)
        }
        let lock = StateLock(of: path)
        defer { lock.release() }
        var state = load(to: store) ?? SyncState(subject: subject)
        state.placed = state.placed.merging(names, since: known)
        try begin(state, MergedReader([state.items])).place(state)
        return state.placed
    }

    /// What is called otherwise by what is remembered at this moment; `known` where that is not to be had.
    package func names(unless known: PlacedNames, by store: PageStore = PageStore()) -> PlacedNames {
        guard let file = open() else { return known }
        if SyncState.hasPlacedNames(file) { return load(from: file, to: store)?.placed ?? known }
        return SyncState.readSubject(from: file) == subject ? PlacedNames() : known
    }

    /// Writes `items`, in the place of those of `state`, to a file that does not have its name yet.
    func begin(_ state: SyncState, _ items: MergedReader<RememberedItem>) throws(LockerError) -> BegunStateFile {
        try BegunStateFile(of: self, state, items)
    }

    /// Removes what processes left that were killed while they saved this state.
    func removeLeftovers() {
        guard let slash = path.lastIndex(of: "/"), let folder = opendir(String(path[..<slash])) else { return }
        defer { closedir(folder) }
        let prefix = path[path.index(after: slash)...] + "."
        while let entry = readdir(folder) {
            let name = withUnsafeBytes(of: entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            guard name.hasPrefix(prefix), let number = pid_t(name.dropFirst(prefix.count)) else { continue }
            // Another process saves, as long as there is one of that number.
            if kill(number, 0) != 0, errno == ESRCH { unlink("\(path).\(number)") }
        }
    }

    /// Makes the folder of `path` and its parents, for the owner's eyes only (it names their files).
    static func makeFolder(of path: String) throws(SystemError) {
        var folder = ""
        for component in path.split(separator: "/").dropLast() {
            folder += "/\(component)"
            if mkdir(folder, 0o700) != 0, errno != EEXIST, access(folder, F_OK) != 0 {
                throw SystemError("mkdir", on: folder)
            }
        }
    }
}
