import DaemonLink
import HTTPTypes
import Hummingbird
import LockerBase
import NIOPosix
import People

/// Makes files of uploads that are whole.
struct TusCommit: Sendable {
    let files: FileUpload
    /// Those that may be kept by a disk.
    let threads: NIOThreadPool

    /// Bytes that are read at a time.
    private static let piece = 1 << 20
    /// Revisions that are looked through for what an attempt made.
    private static let mostRevisions: UInt64 = 1000

    /// The daemon takes few files of an account at a time, and whoever sends many here is not to be refused for that.
    private let turns = LibraryTurns()

    init(files: FileUpload, threads: NIOThreadPool) {
        (self.files, self.threads) = (files, threads)
    }

    /// Whether an upload could begin: its library can be changed, and has what is expected.
    func check(_ record: UploadRecord, for caller: SignedIn, _ context: GatewayContext) async throws {
        try await files.check(TusCommit.target(of: record), for: caller, named: context.name)
    }

    /// Commits an upload, unless that was done. It is durable when this returns; where it fails the upload stays as it is,
    /// and this can be tried again.
    func finish(
        _ held: HeldUpload, for caller: SignedIn, _ context: GatewayContext
    ) async throws -> UploadRecord.Outcome {
        let record = held.record
        if let outcome = record.outcome { return outcome }
        let outcome = try await turns.run(record.library, of: caller.person) {
            try await commit(held, record, for: caller, context)
        }
        try await threads.runIfActive { try held.complete(outcome) }
        return outcome
    }

    private func commit(
        _ held: HeldUpload, _ record: UploadRecord, for caller: SignedIn, _ context: GatewayContext
    ) async throws -> UploadRecord.Outcome {
        let target = TusCommit.target(of: record)
        if let made = try await made(record, target, for: caller, context) { return made }
        let stored = try await files.store(
            target, for: caller, named: context.name,
            by: { upload in try await send(held, of: record.length, to: upload) },
            telling: { blob, base in
                try await threads.runIfActive { try held.note(attempt: blob, behind: base) }
            })
        return UploadRecord.Outcome(revision: stored.revision, blob: stored.blob.hex)
    }

    /// What an attempt before this one made, of which the answer was lost: then a revision since has the content at its
    /// place, whatever is there by now. Nil where none was made.
    private func made(
        _ record: UploadRecord, _ target: FileTarget, for caller: SignedIn, _ context: GatewayContext
    ) async throws -> UploadRecord.Outcome? {
        guard let attempt = record.attempt, let base = record.attemptBase else { return nil }
        let newest = try await files.newest(of: target.library, for: caller, named: context.name)
        guard newest > base else { return nil }
        guard newest - base <= TusCommit.mostRevisions else {
            throw LockerError(
                .failedPrecondition,
                "\(target.path): what became of it is not known, and the library has changed often since; look there, and "
                    + "begin anew where it is missing")
        }
        for revision in base + 1...newest {
            let found = try await files.current(
                at: target.path, in: target.library, at: revision, of: caller.person, named: context.name)
            if found?.blob.hex == attempt { return UploadRecord.Outcome(revision: revision, blob: attempt) }
        }
        return nil
    }

    private func send(_ held: HeldUpload, of length: Int, to upload: DaemonUpload) async throws {
        var place = 0
        while place < length {
            let start = place
            let content = try await threads.runIfActive { try held.read(TusCommit.piece, at: start) }
            try await upload.write(content)
            place += content.readableBytes
        }
    }

    private static func target(of record: UploadRecord) -> FileTarget {
        var conditions = HTTPFields()
        conditions[.ifMatch] = record.ifMatch
        conditions[.ifNoneMatch] = record.ifNoneMatch
        return FileTarget(
            library: record.library, path: EntryPath(known: Array(record.path)), modified: record.modified,
            conditions: conditions)
    }
}
