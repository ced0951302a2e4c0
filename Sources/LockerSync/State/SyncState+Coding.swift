import FoundationEssentials
import LockerBase
import SwiftProtobuf

/// The bytes of a state file: 8 bytes of magic and version, the SHA-256 of the rest, then a `TreeState` message
/// (Protos/state.proto).
extension SyncState {
    private static let magic = Array("LKSYNC1\n".utf8)

    /// - Throws: ``LockerError/Code/internal`` when the message cannot be built (over 2 GiB of state).
    package func encoded() throws(LockerError) -> [UInt8] {
        var message = Locker_Client_V1_TreeState()
        message.store = Data(subject.store)
        message.account = subject.account
        message.library = subject.library
        message.directory = Data(subject.directory)
        message.revision = revision
        message.revisionCreated = revisionCreated
        message.mounts = mounts.map { Data($0.bytes) }
        message.rootMounted = isRootMounted
        message.items = items.values.sorted { $0.item.path < $1.item.path }.map(SyncState.message)
        do {
            let body: [UInt8] = try message.serializedBytes()
            return SyncState.magic + SHA256.digest(of: body).bytes + body
        } catch {
            throw LockerError(.internal, "the sync state cannot be encoded", cause: error)
        }
    }

    /// The state that `bytes` hold; nil when they are damaged, cut short, or not a state file of this version.
    package init?(_ bytes: [UInt8]) {
        let start = SyncState.magic.count + Digest.byteCount
        guard bytes.count >= start, bytes.starts(with: SyncState.magic) else { return nil }
        let body = Array(bytes[start...])
        guard SHA256.digest(of: body).bytes.elementsEqual(bytes[SyncState.magic.count..<start]),
            let message = try? Locker_Client_V1_TreeState(serializedBytes: body)
        else { return nil }
        self.init(
            subject: Subject(
                store: Array(message.store), account: message.account, library: message.library,
                directory: Array(message.directory)),
            revision: message.revision, revisionCreated: message.revisionCreated)
        isRootMounted = message.rootMounted
        for mount in message.mounts {
            guard let path = try? EntryPath(mount) else { return nil }
            mounts.append(path)
        }
        items.reserveCapacity(message.items.count)
        for item in message.items {
            guard let known = SyncState.known(item) else { return nil }
            items[known.item.path] = known
        }
    }

    private static func message(_ known: RememberedItem) -> Locker_Client_V1_ItemState {
        var message = Locker_Client_V1_ItemState()
        message.path = Data(known.item.path.bytes)
        message.modified = known.item.modified
        if let mode = known.item.mode { message.mode = mode }
        switch known.item.content {
        case .file(let stamp):
            message.file.size = UInt64(stamp.size)
            message.file.changed = stamp.changed
            message.file.inode = stamp.inode
            message.file.blob = Data(known.blob?.bytes ?? [])
        case .link(let target): message.link = Data(target)
        case .folder: message.folder = Locker_Client_V1_FolderState()
        }
        return message
    }

    private static func known(_ message: Locker_Client_V1_ItemState) -> RememberedItem? {
        guard let path = try? EntryPath(message.path) else { return nil }
        func known(_ content: TreeItem.Content, _ blob: Digest?) -> RememberedItem {
            let mode = message.hasMode ? message.mode : nil
            return RememberedItem(
                item: TreeItem(path: path, modified: message.modified, content: content, mode: mode), blob: blob)
        }
        switch message.content {
        case .file(let file):
            guard let size = Int(exactly: file.size), let blob = Digest(file.blob) else { return nil }
            let stamp = FileStamp(size: size, modified: message.modified, changed: file.changed, inode: file.inode)
            return known(.file(stamp), blob)
        case .link(let target): return known(.link(target: Array(target)), nil)
        case .folder: return known(.folder, nil)
        case nil: return nil
        }
    }
}
