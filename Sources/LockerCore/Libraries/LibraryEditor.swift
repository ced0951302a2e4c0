import LockerBase
import Metadata
import POSIXSupport
import PackEngine

/// Removes and renames entries of a library that is there, each call in one revision.
public struct LibraryEditor: Sendable {
    let metadata: any MetadataStore
    let gate: ChangeGate
    let locks: LibraryLocks
    let writer: DurableCommit
    let memory: StagingMemory
    let stop: StopCheck

    /// The bytes of paths and targets that are read at a time.
    private static let pageBytes = 4 << 20

    /// Removes the entries at `paths`, and with `recursive` folders with all that is below them, in one revision.
    ///
    /// - Parameters:
    ///   - expected: what must hold of the library.
    ///   - provenance: what is said of the revision.
    /// - Throws: ``LockerError/Code/conflict`` where it does not; ``LockerError/Code/notFound`` when one of them is not
    ///   there, ``LockerError/Code/invalidArgument``
    ///   when one is a folder and `recursive` is not given, ``LockerError/Code/tooMany`` when that is more than may be
    ///   staged; nothing is removed then.
    public func remove(
        _ paths: [EntryPath], from library: String, of caller: Caller, recursive: Bool,
        expecting expected: Preconditions = Preconditions(), saying provenance: Provenance = Provenance(),
        cancellation: Cancellation? = nil
    ) throws(LockerError) -> Committed {
        try changing(library, of: caller, expecting: expected, cancellation) { () throws(LockerError) in
            let tree = try caller.library(named: library, in: metadata)
            var checked: Set<EntryPath> = []
            for path in paths where checked.insert(path).inserted {
                try stop.check(cancellation)
                try check(path, in: tree, mayBeFolder: recursive)
            }
            var edit = Edit(memory: memory.loan(to: caller.account))
            for path in EntryPath.outermost(of: paths) {
                try forEachPage(at: path, in: tree, cancellation) { (page) throws(LockerError) in try edit.remove(page)
                }
            }
            return try commit(edit, to: library, of: caller.account, saying: provenance, cancellation)
        }
    }

    /// Renames the entry or folder at `path` to `destination`, in one revision. Modification times stay.
    ///
    /// - Parameters:
    ///   - expected: what must hold of the library.
    ///   - provenance: what is said of the revision.
    /// - Throws: ``LockerError/Code/conflict`` where it does not; ``LockerError/Code/notFound`` when nothing is at
    ///   `path`; ``LockerError/Code/alreadyExists`` when
    ///   something is at `destination`; ``LockerError/Code/invalidArgument`` for a folder moved into itself;
    ///   ``LockerError/Code/tooMany`` when that is more than may be staged.
    public func move(
        _ path: EntryPath, to destination: EntryPath, in library: String, of caller: Caller,
        expecting expected: Preconditions = Preconditions(), saying provenance: Provenance = Provenance(),
        cancellation: Cancellation? = nil
    ) throws(LockerError) -> Committed {
        guard destination != path, !destination.isBelow(path) else {
            throw LockerError(
                .invalidArgument, "\(path): cannot be moved to \(destination), which is the same or lies in it")
        }
        return try changing(library, of: caller, expecting: expected, cancellation) { () throws(LockerError) in
            let tree = try caller.library(named: library, in: metadata)
            try check(path, in: tree, mayBeFolder: true)
            let inTheWay = try metadata.entries.list(in: tree, revision: nil, under: destination, after: nil, limit: 1)
            if let there = inTheWay.first { throw LibraryEditor.occupied(destination, by: there, for: path) }
            var edit = Edit(memory: memory.loan(to: caller.account))
            try forEachPage(at: path, in: tree, cancellation) { (page) throws(LockerError) in
                try edit.move(page, from: path, to: destination)
            }
            return try commit(edit, to: library, of: caller.account, saying: provenance, cancellation)
        }
    }

    /// Runs `body`, which changes the library, while nobody else does, where what is expected of it holds.
    private func changing<Result>(
        _ library: String, of caller: Caller, expecting expected: Preconditions, _ cancellation: Cancellation?,
        _ body: () throws(LockerError) -> Result
    ) throws(LockerError) -> Result {
        try gate.change { () throws(LockerError) in
            try locks.withLock(caller.account, library) { () throws(LockerError) in
                try expected.check(library, of: caller.account, in: metadata) { () throws(LockerError) in
                    try stop.check(cancellation)
                }
                return try body()
            }
        }
    }

    private func commit(
        _ edit: Edit, to library: String, of account: Account, saying provenance: Provenance,
        _ cancellation: Cancellation?
    ) throws(LockerError) -> Committed {
        defer { withExtendedLifetime(edit.memory) {} }
        return try writer.commit(
            edit.puts, removals: edit.removals, to: library, of: account, after: DurabilityTicket(),
            bringing: { _ in .none }, saying: provenance, cancellation)
    }

    /// Hands all entries at or below `path` to `body`, page by page.
    private func forEachPage(
        at path: EntryPath, in library: Library, _ cancellation: Cancellation?,
        _ body: ([Entry]) throws(LockerError) -> Void
    ) throws(LockerError) {
        var bounds = PageBounds(elements: PageLimits.maximum, bytes: LibraryEditor.pageBytes)
        while true {
            try stop.check(cancellation)
            let page = try metadata.entries.page(in: library, revision: nil, under: path, bounds)
            if page.elements.isEmpty && bounds.after == nil { throw LibraryEditor.notFound(path, in: library) }
            try body(page.elements)
            guard let next = page.next else { return }
            bounds.after = next
        }
    }

    /// Checks that `path` is an entry of the library, or a folder where that is allowed.
    private func check(_ path: EntryPath, in library: Library, mayBeFolder: Bool) throws(LockerError) {
        let entries = try metadata.entries.list(in: library, revision: nil, under: path, after: nil, limit: 1)
        guard let first = entries.first else { throw LibraryEditor.notFound(path, in: library) }
        guard mayBeFolder || first.path == path else {
            throw LockerError(
                .invalidArgument, "\(path): is a folder", details: [.path: "\(path)"], hint: .removeFolder)
        }
    }

    /// Why nothing can be moved to `destination`. Of a folder nobody is told to remove it: who names one means, most
    /// often, a place in it.
    private static func occupied(_ destination: EntryPath, by entry: Entry, for path: EntryPath) -> LockerError {
        let isFolder = entry.path != destination || entry.kind == .folder
        let place = "\(destination)/" + EntryPath.printable(path.components[path.components.count - 1])
        let remedy = isFolder ? "is a folder; give the full new path, as \(place)" : "exists already; remove it first"
        return LockerError(.alreadyExists, "\(destination): \(remedy)", details: [.path: "\(destination)"])
    }

    private static func notFound(_ path: EntryPath, in library: Library) -> LockerError {
        LockerError(
            .notFound, "\(path): not in library '\(library.shownName)'",
            details: [.path: "\(path)", .library: library.name], hint: .listEntries)
    }
}
