import Metadata

/// What the packs tell of the devices of one account.
struct RecordedDevices {
    private var states: [[UInt8]: (order: RecordOrder, device: KnownDevice)] = [:]
    /// When each was last heard of.
    private var seen: [[UInt8]: Int64] = [:]

    /// Takes note of what a device is; the last record counts.
    mutating func add(_ device: KnownDevice, _ order: RecordOrder) {
        noteSeen(device.number, at: device.lastSeen)
        if let known = states[device.number], order < known.order { return }
        states[device.number] = (order, device)
    }

    /// Takes note of a commit.
    mutating func noteSeen(_ number: [UInt8], at time: Int64) {
        seen[number] = max(seen[number] ?? time, time)
    }

    /// The devices, as many as there may be: removed ones that were not heard of for the longest are forgotten first.
    var devices: [KnownDevice] {
        var devices: [KnownDevice] = []
        for state in states.values {
            devices.append(state.device.seen(at: seen[state.device.number] ?? state.device.lastSeen))
        }
        let (present, removed) = (devices.filter { $0.removed == nil }, devices.filter { $0.removed != nil })
        let room = max(0, KnownDevice.maximumPerAccount - present.count)
        return present + removed.sorted { $0.lastSeen > $1.lastSeen }.prefix(room)
    }
}
