import FoundationEssentials
import LockerBase
import POSIXSupport
import SwiftProtobuf

/// The bytes of a state file: 8 bytes of magic and version, the SHA-256 of the rest, then a `TreeState` message
/// (Protos/state.proto). Items are read and written one by one: there may be more than fit in memory.
extension SyncState {
    private static let magic = Array("LKSYNC1\n".utf8)
    /// Of a state in which something is called otherwise here. To a version that does not know of that, those things would be
    /// gone, and others there: it takes this for no state.
    private static let placedMagic = Array("LKSYNC2\n".utf8)
    /// Bytes in front of the message.
    static let start = magic.count + Digest.byteCount
    /// The number of an item's field, and what that begins with: the number, and that its length follows.
    private static let itemField: UInt8 = 7
    private static let itemKey = UInt64(itemField << 3 | 2)

    /// Writes what it is about, and `items` in the place of its own. What may be known later, ``finish(_:)`` writes.
    func write(_ items: inout MergedReader<RememberedItem>, to output: inout StateOutput) throws(LockerError) {
        var first = Locker_Client_V1_TreeState()
        first.store = Data(subject.store)
        first.account = subject.account
        first.library = subject.library
        first.directory = Data(subject.directory)
        first.under = Data(subject.under?.bytes ?? [])
        // Told again behind the items, where the later word counts.
        first.revision = revision
        try output.append(SyncState.bytes(of: first))
        var (field, message, file) = (FieldWriter(), FieldWriter(), FieldWriter())
        while let item = try items.next() {
            field.removeAll()
            item.encode(into: &message, using: &file)
            field.appendElement(message.bytes, of: SyncState.itemField)
            try output.append(field.bytes)
        }
    }

    /// Writes the rest behind the items.
    func finish(_ output: inout StateOutput) throws(LockerError) {
        var last = Locker_Client_V1_TreeState()
        last.revision = revision
        last.revisionCreated = revisionCreated
        last.mounts = mounts.map { Data($0.bytes) }
        last.rootMounted = isRootMounted
        last.whole = isWhole
        last.mixed = isMixed
        if let exclusions { last.exclusions = Data(exclusions.bytes) }
        last.isSource = isSource
        last.placedAs = placed.all.map { placed in
            var message = Locker_Client_V1_PlacedName()
            (message.path, message.name) = (Data(placed.path), Data(placed.name))
            return message
        }
        try output.append(SyncState.bytes(of: last))
        try output.finish(placed.isEmpty ? SyncState.magic : SyncState.placedMagic)
    }

    private static func bytes(of message: some Message) throws(LockerError) -> [UInt8] {
        do {
            return try message.serializedBytes()
        } catch {
            throw LockerError(.internal, "the sync state cannot be encoded", cause: error)
        }
    }

    /// The state that `file` holds; nil when it is damaged, cut short, or not a state file of this version.
    ///
    /// - Parameter store: takes the items.
    init?(reading file: Descriptor, to store: PageStore) {
        guard var input = StateInput(file), SyncState.takeMagic(&input), let digest = input.take(Digest.byteCount)
        else { return nil }
        input.beginDigest()
        var (rest, items) = ([UInt8](), TableWriter<RememberedItem>(to: store))
        while input.left > 0 {
            guard let key = input.takeVarint() else { return nil }
            if key == SyncState.itemKey {
                guard let count = input.takeVarint(),
                    let known = input.take(Int(clamping: count), RememberedItem.init(message:))
                else { return nil }
                items.append(known)
            } else {
                guard input.copyField(key, to: &rest) else { return nil }
            }
        }
        guard input.digest().bytes == digest,
            let message = try? Locker_Client_V1_TreeState(serializedBytes: rest), let items = try? items.finish()
        else { return nil }
        self.init(message, items)
    }

    private init?(_ message: Locker_Client_V1_TreeState, _ items: SortedTable<RememberedItem>) {
        guard let subject = SyncState.makeSubject(message) else { return nil }
        self.init(
            subject: subject, revision: message.revision, revisionCreated: message.revisionCreated, items: items)
        isRootMounted = message.rootMounted
        isWhole = message.whole
        isMixed = message.mixed
        exclusions = Digest(message.exclusions)
        isSource = message.isSource
        guard let placed = SyncState.placedNames(of: message) else { return nil }
        self.placed = placed
        for mount in message.mounts {
            guard let path = try? EntryPath(mount) else { return nil }
            mounts.append(path)
        }
    }

    /// What the state that `file` holds is about; nil where it is none, or remembers nothing. Only its beginning is read, and
    /// nothing is checked.
    static func readSubject(from file: Descriptor) -> Subject? {
        guard var input = StateInput(file), takeMagic(&input), input.take(Digest.byteCount) != nil else { return nil }
        var bytes: [UInt8] = []
        while input.left > 0, let key = input.takeVarint(), key != itemKey {
            guard input.copyField(key, to: &bytes) else { return nil }
        }
        guard let message = try? Locker_Client_V1_TreeState(serializedBytes: bytes), message.revision > 0 else {
            return nil
        }
        return makeSubject(message)
    }

    /// Whether a state begins as one in which something is called otherwise here: what that is, only all of it tells.
    static func hasPlacedNames(_ file: Descriptor) -> Bool {
        guard var input = StateInput(file) else { return false }
        return input.take(placedMagic.count) == placedMagic
    }

    private static func takeMagic(_ input: inout StateInput) -> Bool {
        guard let found = input.take(magic.count) else { return false }
        return found == magic || found == placedMagic
    }

    /// What is called otherwise here; nil where that is not to be had, or two things would be called the same.
    private static func placedNames(of message: Locker_Client_V1_TreeState) -> PlacedNames? {
        var placed = PlacedNames()
        for found in message.placedAs {
            let name = Array(found.name)
            guard let path = try? EntryPath(found.path), let alone = try? EntryPath(name), alone.components.count == 1
            else { return nil }
            let here = PlacedNames.path(of: name, in: PlacedNames.parts(of: path.bytes).folder)
            if placed.path(of: here) != nil { return nil }
            placed.add(path.bytes, as: name)
        }
        return placed
    }

    private static func makeSubject(_ message: Locker_Client_V1_TreeState) -> Subject? {
        var under: EntryPath?
        if !message.under.isEmpty {
            guard let path = try? EntryPath(message.under) else { return nil }
            under = path
        }
        return Subject(
            store: Array(message.store), account: message.account, library: message.library,
            directory: Array(message.directory), under: under)
    }
}
