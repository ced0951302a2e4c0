import Foundation
import LockerAPI
import LockerBase
import LockerService
import Metadata
import SwiftProtobuf
import TTRPC

/// The first byte chooses the call, the others are its message.
public enum RequestTarget {
    /// The calls that are tried, as `service/method`.
    public static var calls: [String] { requests.map(\.call) }

    static func check(_ input: [UInt8]) throws(FuzzFailure) {
        guard let choice = input.first else { return }
        try requests[Int(choice) % requests.count].check(Array(input.dropFirst()))
    }

    private struct Request: Sendable {
        let call: String
        let check: @Sendable ([UInt8]) throws(FuzzFailure) -> Void

        init<Message, Response>(_ method: Method<Message, Response>) {
            call = "\(method.service)/\(method.name)"
            check = { (bytes) throws(FuzzFailure) in
                guard let message = try decode(bytes) as Message? else { return }
                // By its bytes, since a number in it may be none, which equals nothing.
                let encoded: [UInt8]? = try? message.serializedBytes()
                let again = encoded.flatMap { try? Message(serializedBytes: $0) }
                let encodedAgain: [UInt8]? = try? again?.serializedBytes()
                try expect(encoded != nil && encoded == encodedAgain, "a message is not read as it was written")
                try checkParts(of: message)
            }
        }
    }

    /// The message, where the daemon would decode it.
    private static func decode<Message: SwiftProtobuf.Message>(_ bytes: [UInt8]) throws(FuzzFailure) -> Message? {
        let packed = packedFields(of: Message.self)
        let count = try? FieldScanner.count(in: bytes, limit: RequestLimits.fields, packed: packed)
        guard count ?? nil != nil, let message = try? Message(serializedBytes: bytes) else { return nil }
        return message
    }

    /// What messages are made of.
    private static func checkParts(of message: any SwiftProtobuf.Message) throws(FuzzFailure) {
        switch message {
        case let stage as Locker_V1_StageRequest:
            for entry in stage.entries { try check(entry) }
            for path in stage.removals { try check(path: path) }
        case let remove as Locker_V1_RemoveRequest: for path in remove.paths { try check(path: path) }
        case let purge as Locker_V1_PurgeRequest: for path in purge.paths { try check(path: path) }
        case let restore as Locker_V1_RestoreFilesRequest: for path in restore.paths { try check(path: path) }
        case let assemble as Locker_V1_AssembleRequest: for file in assemble.files { try check(path: file.path) }
        case let files as Locker_V1_IngestFilesRequest: try check(files)
        case let list as Locker_V1_ListRequest:
            try check(path: list.under)
            _ = try? Library.checkName(list.library)
        case let account as Locker_V1_AddAccountRequest: _ = try? Account.checkName(account.name)
        case let wish as Locker_V1_SetRetentionRequest: try check(wish.retention)
        default: break
        }
    }

    /// What is taken comes out as it went in.
    private static func check(_ message: Locker_V1_Retention) throws(FuzzFailure) {
        let retention = OwnRetention(message)
        guard (try? retention.check()) != nil else { return }
        try expect(OwnRetention(Locker_V1_Retention(retention)) == retention, "a retention has another number")
    }

    private static func check(_ message: Locker_V1_Entry) throws(FuzzFailure) {
        try check(path: message.path)
        guard let entry = try? Entry(message) else { return }
        try expect(entry.blob != nil || entry.kind != .file, "a file without content")
        try expect(entry.path.bytes.elementsEqual(message.path), "an entry has another path than its message")
    }

    /// All bytes of the files that are taken are among those that came.
    private static func check(_ message: Locker_V1_IngestFilesRequest) throws(FuzzFailure) {
        let contents = Array(message.contents)
        let taken = contents.withUnsafeBytes { bytes in
            (try? CarriedFiles(message, bytes))?.files.map { (path: $0.path, size: $0.content.count) } ?? []
        }
        try expect(taken.reduce(0) { $0 + $1.size } <= contents.count, "files have more bytes than came")
        for file in taken { try check(path: Data(file.path.bytes)) }
    }

    /// A path that is accepted leads nowhere but down, and can be printed.
    private static func check(path bytes: Data) throws(FuzzFailure) {
        guard let path = try? EntryPath(bytes) else { return }
        let components = path.components
        try expect(
            Array(components.joined(separator: [UInt8(ascii: "/")])) == path.bytes, "a path has a part left over")
        for component in components {
            let isStep = component.isEmpty || component.elementsEqual(".".utf8) || component.elementsEqual("..".utf8)
            try expect(!isStep && component.count <= 255 && !component.contains(0), "a path leaves its folder")
        }
        let isPrintable = path.description.unicodeScalars.allSatisfy { $0.value >= 0x20 && !(0x7F...0x9F ~= $0.value) }
        try expect(isPrintable, "a path is printed with control characters")
    }

    private static let requests = [
        Request(LockerMethods.status), Request(LockerMethods.usage), Request(LockerMethods.list),
        Request(LockerMethods.changes), Request(LockerMethods.log), Request(LockerMethods.openSession),
        Request(LockerMethods.ingest), Request(LockerMethods.beginUpload), Request(LockerMethods.writeUpload),
        Request(LockerMethods.finishUpload), Request(LockerMethods.cancelUpload), Request(LockerMethods.stage),
        Request(LockerMethods.match), Request(LockerMethods.prove), Request(LockerMethods.assemble),
        Request(LockerMethods.putChunks), Request(LockerMethods.commit), Request(LockerMethods.closeSession),
        Request(LockerMethods.restore), Request(LockerMethods.read), Request(LockerMethods.damaged),
        Request(LockerMethods.remove), Request(LockerMethods.move), Request(AdminMethods.addAccount),
        Request(AdminMethods.listAccounts), Request(AdminMethods.setQuota), Request(AdminMethods.removeAccount),
        Request(AdminMethods.addTracks), Request(AdminMethods.listTracks), Request(AdminMethods.removeTrack),
        Request(AdminMethods.grant), Request(AdminMethods.compact), Request(AdminMethods.backup),
        Request(AdminMethods.verify), Request(AdminMethods.findings), Request(AdminMethods.expire),
        Request(AdminMethods.rebuild), Request(AdminMethods.watchJob), Request(AdminMethods.cancelJob),
        Request(AdminMethods.stats), Request(LockerMethods.capabilities), Request(LockerMethods.deleteLibrary),
        Request(LockerMethods.renameLibrary), Request(AdminMethods.disableAccount),
        Request(AdminMethods.enableAccount), Request(AdminMethods.renameAccount), Request(AdminMethods.rebindAccount),
        Request(LockerMethods.ingestFiles), Request(LockerMethods.restoreFiles), Request(LockerMethods.openBlob),
        Request(LockerMethods.readBlob), Request(LockerMethods.closeBlob), Request(LockerMethods.health),
        Request(LockerMethods.countFolder), Request(LockerMethods.registerDevice), Request(LockerMethods.listDevices),
        Request(LockerMethods.renameDevice), Request(LockerMethods.removeDevice), Request(LockerMethods.restoreDevice),
        Request(LockerMethods.setNote), Request(LockerMethods.purge), Request(LockerMethods.getRetention),
        Request(LockerMethods.setRetention), Request(LockerMethods.watch),
        Request(LockerMethods.describeTracks), Request(LockerMethods.cancelCall),
        Request(AdminMethods.listFingerprints), Request(AdminMethods.readFingerprints),
    ]
}
