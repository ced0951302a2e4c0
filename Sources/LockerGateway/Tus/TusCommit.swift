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
        let outcome = try await turns.run(record.library, of: record.account) {
            try await commit(held, record, for: caller, context)
        }
        try await threads.runIfActive { try held.complete(outcome) }
        return outcome
    }

    private func commit(
        _ held: HeldUpload, _ record: UploadRecord, for caller: SignedIn, _ context: GatewayContext
    ) async throws -> UploadRecord.Outcome {
        let target = TusCommit.target(of: record)
        do {
            let stored = try await files.store(
                target, for: caller, named: context.name,
                by: { upload in try await send(held, of: record.length, to: upload) },
                telling: { blob in try await threads.runIfActive { try held.note(attempt: blob) } })
            return UploadRecord.Outcome(revision: stored.revision, blob: stored.blob.hex)
        } catch let error as LockerError where error.code == .conflict {
            // An attempt before this one may have been made of which the answer was lost: then it is its own file that
            // keeps it from being made again.
            guard let attempt = record.attempt,
                let current = try await files.current(
                    at: target.path, in: target.library, of: caller.person, named: context.name),
                current.blob.hex == attempt
            else { throw error }
            return UploadRecord.Outcome(revision: current.revision, blob: attempt)
        }
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
