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
        var looked: UInt64?
        if let attempt = record.attempt, let base = record.attemptBase {
            let newest = try await files.newest(of: target.library, for: caller, named: context.name)
            let made = try await revision(with: attempt, at: target, behind: base, to: newest, of: caller, context)
            if let made { return UploadRecord.Outcome(revision: made, blob: attempt) }
            looked = newest
        }
        // An attempt that nobody has heard of may come to its end as late as now: what is looked through where this one
        // is lost as well begins where the last look has ended.
        let known = looked
        let stored = try await files.store(
            target, for: caller, named: context.name,
            by: { upload in try await send(held, of: record.length, to: upload) },
            telling: { blob, base in
                try await threads.runIfActive { try held.note(attempt: blob, behind: min(base, known ?? base)) }
            })
        return UploadRecord.Outcome(revision: stored.revision, blob: stored.blob.hex)
    }

    /// The revision that an attempt before this one made, of which the answer was lost: the first since then that has the
    /// content at its place, whatever is there by now. Nil where none was made.
    ///
    /// - Throws: ``LockerError/Code/failedPrecondition`` where that cannot be told any more.
    private func revision(
        with attempt: String, at target: FileTarget, behind base: UInt64, to newest: UInt64, of caller: SignedIn,
        _ context: GatewayContext
    ) async throws -> UInt64? {
        guard newest > base else { return nil }
        guard newest - base <= TusCommit.mostRevisions else { throw TusCommit.isUnknown(target) }
        var isComplete = true
        for revision in base + 1...newest {
            do throws(LockerError) {
                let found = try await files.content(
                    at: target.path, in: target.library, at: revision, of: caller.person, named: context.name)
                if found?.hex == attempt { return revision }
            } catch {
                guard error.code == .notFound else { throw error }
                // It has expired.
                isComplete = false
            }
        }
        guard isComplete else { throw TusCommit.isUnknown(target) }
        return nil
    }

    private static func isUnknown(_ target: FileTarget) -> LockerError {
        LockerError(
            .failedPrecondition,
            "\(target.path): what became of it is not known, and the library has changed since; look there, and begin "
                + "anew where it is missing")
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
