import FoundationEssentials
import LockerAPI
import LockerBase
import LockerClient

/// Makes a library what it was in an old revision, by a new one: of content that the account holds, so that no bytes
/// are moved. The revisions between the two stay.
package struct Reversion {
    /// The most entries and removals that a session takes (docs/architecture.md, "Bounds").
    package static let mostChanges = 1_000_000

    private let reader: LibraryReader
    private let revision: UInt64
    private let limit: Int
    private let description: CommitDescription

    /// - Parameters:
    ///   - revision: the old one.
    ///   - description: what is said of the new one.
    package init(
        of reader: LibraryReader, to revision: UInt64, saying description: CommitDescription = CommitDescription(),
        limit: Int = Reversion.mostChanges
    ) {
        self.description = description
        self.reader = reader
        self.revision = revision
        self.limit = limit
    }

    /// Says what would change.
    package func rehearse() throws(LockerError) -> ReversionReport {
        try compare(from: try reader.newestNumber(), lists: true) { _ in }
    }

    /// Makes the new revision, where anything differs.
    ///
    /// - Parameter lists: whether the report has each change.
    /// - Throws: ``LockerError/Code/notFound`` for a revision that is not kept, ``LockerError/Code/tooMany`` when one
    ///   revision cannot change so much; nothing is changed then.
    package func run(lists: Bool = false) throws(LockerError) -> ReversionReport {
        let session = try UploadSession(
            connection: reader.connection, library: reader.library, device: description.origin?.device ?? Data())
        // What is staged and not committed is forgotten with it.
        defer { try? session.close() }
        var report = try compare(from: session.base, lists: lists) { (page) throws(LockerError) in
            try stage(page, in: session)
        }
        if report.count > 0 { try commit(session, &report) }
        return report
    }

    /// Hands what differs from the old revision to `body`, as far as a session takes so much.
    private func compare(
        from newest: UInt64, lists: Bool, _ body: ([Locker_V1_Change]) throws(LockerError) -> Void
    ) throws(LockerError) -> ReversionReport {
        var report = ReversionReport(to: revision, from: newest, lists: lists)
        try reader.forEachChangePage(from: newest, to: revision) { (page) throws(LockerError) in
            report.add(page)
            guard report.count <= limit else {
                throw LockerError(
                    .tooMany,
                    "revision \(revision) differs from revision \(newest) in more than \(limit) entries, and one "
                        + "revision changes no more: restore it to a folder, and sync that with --delete")
            }
            try body(page)
        }
        return report
    }

    private func stage(_ page: [Locker_V1_Change], in session: UploadSession) throws(LockerError) {
        var removals: [EntryPath] = []
        for change in page where !change.hasEntry { removals.append(try EntryPath(change.path)) }
        try session.stage(page.lazy.filter(\.hasEntry).map { Reversion.whole($0.entry) }, removals: removals)
    }

    /// The entry with the word that it has no attributes, where it has none: else it would keep those that its path has
    /// now.
    private static func whole(_ entry: Locker_V1_Entry) -> Locker_V1_Entry {
        var entry = entry
        if !entry.hasAttributes { entry.attributes = Locker_V1_Attributes() }
        return entry
    }

    private func commit(_ session: UploadSession, _ report: inout ReversionReport) throws(LockerError) {
        var request = Locker_V1_CommitRequest()
        request.session = session.id
        request.say(description)
        let answer = try reader.connection.call(LockerMethods.commit, request)
        report.revision = answer.revision
        (report.added, report.changed, report.removed) = (answer.added, answer.changed, answer.removed)
        if answer.revision != session.base &+ 1 {
            report.warnings.append(
                "the library was changed meanwhile: what differs from revision \(revision) since then stays so; "
                    + "revert again")
        }
    }
}
