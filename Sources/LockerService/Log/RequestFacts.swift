import LockerAPI
import LockerBase
import Logging
import SwiftProtobuf

/// What the messages of a call say of it: for its line in the log, where no file is named, and for its error, which its
/// caller gets.
enum RequestFacts {
    /// What a request is about. Of tracks, the first few are named.
    static func audit(of request: any Message) -> Logger.Metadata {
        switch request {
        case let request as Locker_V1_RemoveRequest:
            ["library": "\(request.library)", "paths": .stringConvertible(request.paths.count)]
        case let request as Locker_V1_MoveRequest: ["library": "\(request.library)"]
        case let request as Locker_V1_DeleteLibraryRequest:
            ["library": "\(request.library)", "dry_run": "\(request.dryRun)"]
        case let request as Locker_V1_RenameLibraryRequest:
            ["library": "\(request.library)", "name": "\(request.name)"]
        case let request as Locker_V1_SetNoteRequest:
            ["library": "\(request.library)", "revision": .stringConvertible(request.revision)]
        case let request as Locker_V1_RenameDeviceRequest: ["device": "\(hex(request.device))"]
        case let request as Locker_V1_RemoveDeviceRequest: ["device": "\(hex(request.device))"]
        case let request as Locker_V1_RestoreDeviceRequest: ["device": "\(hex(request.device))"]
        case let request as Locker_V1_PurgeRequest:
            [
                "library": "\(request.library)", "paths": .stringConvertible(request.paths.count),
                "recursive": "\(request.recursive)", "dry_run": "\(request.dryRun)",
            ]
        case let request as Locker_V1_GrantRequest:
            [
                "account": "\(request.account)", "library": "\(request.library)",
                "tracks": .stringConvertible(request.tracks.count),
                "track": "\(request.tracks.prefix(4).map(hex).joined(separator: ","))",
            ]
        case let request as Locker_V1_RemoveTrackRequest: ["track": "\(hex(request.track))"]
        case let request as Locker_V1_AddTracksRequest: ["tracks": .stringConvertible(request.tracks.count)]
        case let request as Locker_V1_ExpireRequest: audit(of: request)
        case let request as Locker_V1_SetRetentionRequest: audit(of: request)
        case let request as Locker_V1_BackupRequest: ["directory": "\(request.directory)"]
        default: accountAudit(of: request)
        }
    }

    private static func accountAudit(of request: any Message) -> Logger.Metadata {
        switch request {
        case let request as Locker_V1_AddAccountRequest:
            [
                "account": "\(request.name)", "for_uid": "\(request.hasUid ? "\(request.uid)" : "none")",
                "quota": "\(request.hasQuotaBytes ? "\(request.quotaBytes)" : "none")", "role": "\(request.role)",
            ]
        case let request as Locker_V1_SetQuotaRequest:
            [
                "account": "\(request.name)",
                "quota": "\(request.hasQuotaBytes ? "\(request.quotaBytes)" : "none")",
            ]
        case let request as Locker_V1_RemoveAccountRequest:
            ["account": "\(request.name)", "dry_run": "\(request.dryRun)"]
        case let request as Locker_V1_DisableAccountRequest: ["account": "\(request.name)"]
        case let request as Locker_V1_EnableAccountRequest: ["account": "\(request.name)"]
        case let request as Locker_V1_RenameAccountRequest:
            ["account": "\(request.name)", "name": "\(request.newName)"]
        case let request as Locker_V1_RebindAccountRequest:
            ["account": "\(request.name)", "for_uid": "\(request.hasUid ? "\(request.uid)" : "none")"]
        default: [:]
        }
    }

    private static func audit(of request: Locker_V1_ExpireRequest) -> Logger.Metadata {
        var facts: Logger.Metadata = ["dry_run": "\(request.dryRun)"]
        if request.hasAccount { facts["account"] = "\(request.account)" }
        if request.hasLibrary { facts["library"] = "\(request.library)" }
        if request.hasKeepLast { facts["keep_last"] = "\(request.keepLast)" }
        if request.hasKeepWithinSeconds { facts["keep_within_seconds"] = "\(request.keepWithinSeconds)" }
        if request.hasKeepHourly { facts["keep_hourly"] = "\(request.keepHourly)" }
        if request.hasKeepDaily { facts["keep_daily"] = "\(request.keepDaily)" }
        if request.hasKeepWeekly { facts["keep_weekly"] = "\(request.keepWeekly)" }
        if request.hasKeepMonthly { facts["keep_monthly"] = "\(request.keepMonthly)" }
        if request.hasKeepYearly { facts["keep_yearly"] = "\(request.keepYearly)" }
        return facts
    }

    private static func audit(of request: Locker_V1_SetRetentionRequest) -> Logger.Metadata {
        var facts: Logger.Metadata = ["library": "\(request.library)"]
        let asked = request.retention
        if asked.hasKeepLast { facts["keep_last"] = "\(asked.keepLast)" }
        if asked.hasKeepWithinSeconds { facts["keep_within_seconds"] = "\(asked.keepWithinSeconds)" }
        if asked.hasKeepHourly { facts["keep_hourly"] = "\(asked.keepHourly)" }
        if asked.hasKeepDaily { facts["keep_daily"] = "\(asked.keepDaily)" }
        if asked.hasKeepWeekly { facts["keep_weekly"] = "\(asked.keepWeekly)" }
        if asked.hasKeepMonthly { facts["keep_monthly"] = "\(asked.keepMonthly)" }
        if asked.hasKeepYearly { facts["keep_yearly"] = "\(asked.keepYearly)" }
        return facts
    }

    /// Whether a request only asks what it would change. One that starts a job is none of these: the job is told of.
    static func isDryRun(_ request: any Message) -> Bool {
        switch request {
        case let request as Locker_V1_DeleteLibraryRequest: request.dryRun
        case let request as Locker_V1_PurgeRequest: request.dryRun
        case let request as Locker_V1_RemoveAccountRequest: request.dryRun
        case let request as Locker_V1_ExpireRequest: request.dryRun
        default: false
        }
    }

    /// What a call came to.
    static func audit(answer response: any Message) -> Logger.Metadata {
        switch response {
        case let response as Locker_V1_CommitResponse:
            [
                "revision": .stringConvertible(response.revision), "added": .stringConvertible(response.added),
                "changed": .stringConvertible(response.changed), "removed": .stringConvertible(response.removed),
            ]
        case let response as Locker_V1_GrantResponse:
            [
                "revision": .stringConvertible(response.revision), "granted": .stringConvertible(response.granted),
                "known": .stringConvertible(response.known),
            ]
        case let response as Locker_V1_AddTracksResponse:
            ["added": .stringConvertible(response.tracks.count { $0.result == .added })]
        case let response as Locker_V1_ExpireResponse:
            [
                "libraries": .stringConvertible(response.libraries), "expired": .stringConvertible(response.expired),
                "kept": .stringConvertible(response.kept), "kept_by_own": .stringConvertible(response.keptByOwn),
            ]
        case let response as Locker_V1_RemoveAccountResponse:
            [
                "libraries": .stringConvertible(response.libraries),
                "revisions": .stringConvertible(response.revisions),
                "files": .stringConvertible(response.files), "bytes": .stringConvertible(response.logicalBytes),
            ]
        case let response as Locker_V1_DeleteLibraryResponse:
            [
                "revisions": .stringConvertible(response.revisions), "files": .stringConvertible(response.files),
                "bytes": .stringConvertible(response.logicalBytes),
            ]
        case let response as Locker_V1_PurgeResponse:
            [
                "revision": .stringConvertible(response.revision),
                "revisions": .stringConvertible(response.revisions),
                "versions": .stringConvertible(response.versions), "bytes": .stringConvertible(response.logicalBytes),
            ]
        case let response as Locker_V1_Job: ["job": "\(response.id)"]
        default: [:]
        }
    }

    /// What an error of the call is about, where its own text does not say it for programs.
    static func details(of request: any Message) -> [ErrorDetail: String] {
        switch request {
        case let request as Locker_V1_IngestRequest: [.path: path(request.path)]
        case let request as Locker_V1_BeginUploadRequest: [.path: path(request.path)]
        case let request as Locker_V1_RestoreRequest:
            [.path: path(request.path), .library: request.library]
        case let request as Locker_V1_ReadRequest:
            [.path: path(request.path), .library: request.library]
        case let request as Locker_V1_OpenBlobRequest:
            [.path: path(request.path), .library: request.library]
        case let request as Locker_V1_CountFolderRequest: [.library: request.library]
        case let request as Locker_V1_RestoreFilesRequest: [.library: request.library]
        case let request as Locker_V1_IngestFilesRequest where request.sizes.count == 1:
            [.path: path(request.paths.dropLast())]
        case let request as Locker_V1_MoveRequest:
            [.path: path(request.from), .library: request.library]
        case let request as Locker_V1_RemoveRequest: [.library: request.library]
        case let request as Locker_V1_PurgeRequest: [.library: request.library]
        case let request as Locker_V1_ListRequest: [.library: request.library]
        case let request as Locker_V1_ChangesRequest: [.library: request.library]
        case let request as Locker_V1_LogRequest: [.library: request.library]
        case let request as Locker_V1_SetNoteRequest: [.library: request.library]
        default: [:]
        }
    }

    private static func path(_ bytes: some Collection<UInt8>) -> String {
        EntryPath.printable(bytes.prefix(EntryPath.maximumLength))
    }

    private static func hex(_ bytes: some Collection<UInt8>) -> String {
        bytes.prefix(Digest.byteCount).hexText
    }
}
