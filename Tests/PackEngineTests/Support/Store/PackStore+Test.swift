import LockerBase
import LockerTestSupport
import POSIXSupport
import PackEngine

extension StoreOptions {
    /// Packs so small that a test fills several.
    static var small: StoreOptions {
        var options = StoreOptions()
        options.dataPackSize = 256 << 10
        options.metadataPackSize = 128 << 10
        options.reservation = 64 << 10
        options.indexInterval = 0.02
        options.restInterval = 3600
        return options
    }

    /// As ``small``, and durable records stay out of the index until their store closes.
    static var unindexed: StoreOptions {
        var options = small
        options.indexInterval = 3600
        return options
    }
}

extension PackStore {
    /// Appends `records` and makes them durable.
    func store(_ records: [TestRecord], as kind: RecordKind = .chunk) throws {
        var ticket = DurabilityTicket()
        for record in records { try append(record, as: kind, covering: &ticket) }
        try writer.commit(ticket)
    }

    @discardableResult
    func append(
        _ record: TestRecord, as kind: RecordKind = .chunk, covering ticket: inout DurabilityTicket
    ) throws(LockerError) -> Appended {
        let context = AppendContext()
        return try record.bytes.withUnsafeBufferPointer { (bytes) throws(LockerError) in
            try writer.append(kind, record.digest, UnsafeRawBufferPointer(bytes), using: context, covering: &ticket)
        }
    }

    /// Appends records together. Returns what became of each.
    @discardableResult
    func append(
        _ records: [TestRecord], as kind: RecordKind = .chunk, covering ticket: inout DurabilityTicket
    ) throws(LockerError) -> [Appended?] {
        let bytes = UnsafeMutableRawBufferPointer.allocate(
            byteCount: records.reduce(0) { $0 + $1.bytes.count }, alignment: 1)
        defer { bytes.deallocate() }
        var start = 0
        let named = records.map { record in
            let part = UnsafeMutableRawBufferPointer(rebasing: bytes[start..<start + record.bytes.count])
            part.copyBytes(from: record.bytes)
            start += part.count
            return NamedBytes(digest: record.digest, bytes: UnsafeRawBufferPointer(part))
        }
        var appended: [Appended?] = Array(repeating: nil, count: records.count)
        try writer.append(kind, named, using: AppendContext(), covering: &ticket) { appended[$0] = $1 }
        return appended
    }

    /// The digests of those of `records` that the store does not give back as they are.
    func missing(_ records: [TestRecord], as kind: RecordKind = .chunk) -> [Digest] {
        records.filter { (try? reader.readAll(kind, $0.digest)) != $0.bytes }.map(\.digest)
    }
}

/// Opens a store, runs `body` with it and closes it.
@discardableResult
func withStore<Result>(
    _ directory: String, _ options: StoreOptions = .small, storage: (any PackStorage)? = nil,
    events: EventLog = EventLog(), _ body: (PackStore) throws -> Result
) throws -> Result {
    let store = try PackStore.open(directory: directory, options: options, storage: storage) { events.add($0) }
    defer { store.close() }
    return try body(store)
}

/// The events that a store reported.
final class EventLog: Sendable {
    private let events = Monitor<[StoreEvent]>([])

    func add(_ event: StoreEvent) {
        events.withLock { $0.append(event) }
    }

    var descriptions: [String] { events.withLock { $0.map(\.description) } }

    func contains(_ part: String) -> Bool {
        descriptions.contains { $0.contains(part) }
    }
}
