import LockerBase
import Metadata
import Testing

@Suite struct DeviceStoreTests {
    private func device(_ number: Int, removed: Int64? = nil) -> KnownDevice {
        var bytes = [UInt8](repeating: 0, count: 16)
        (bytes[0], bytes[1]) = (UInt8(number >> 8), UInt8(number & 0xFF))
        return KnownDevice(
            number: bytes, name: "device \(number)", firstSeen: 1, lastSeen: Int64(number), removed: removed)
    }

    @Test(arguments: Implementation.allCases)
    func `devices are an account's own, those of late first`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, _ in
            let bob = try store.accounts.add(named: "bob", userID: nil, role: .user, quota: nil, created: 1)
            for number in [2, 3, 1] { try store.devices.set(device(number), of: ada) }
            try store.devices.set(device(2, removed: 9), of: ada)
            try #expect(store.devices.all(of: ada) == [device(3), device(2, removed: 9), device(1)])
            try #expect(store.devices.all(of: bob).isEmpty)
            try #expect(store.devices.device(device(3).number, of: bob) == nil)
            try store.accounts.remove(named: "ada")
            try #expect(store.devices.all(of: ada).isEmpty)
        }
    }

    /// As where it is renamed while it brings something: what is set was read before the commit.
    @Test(arguments: Implementation.allCases)
    func `a device is never heard of earlier than it was`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, _ in
            let read = device(2)
            try store.devices.set(read, of: ada)
            try store.devices.set(read.seen(at: 9), of: ada)
            try store.devices.set(read.withName("laptop").withRemoved(4), of: ada)
            let set = try #require(try store.devices.device(read.number, of: ada))
            #expect(set == read.seen(at: 9).withName("laptop").withRemoved(4))
            try store.devices.set(read.withRemoved(nil), of: ada)
            try #expect(store.devices.device(read.number, of: ada) == read.seen(at: 9))
        }
    }

    @Test(arguments: Implementation.allCases)
    func `of too many the removed one goes that was away the longest`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, _ in
            let most = KnownDevice.maximumPerAccount
            for number in 1...most { try store.devices.set(device(number), of: ada) }
            let error = lockerError { try store.devices.checkHasRoom(of: ada) }
            #expect(error?.code == .tooMany && error?.message.contains("device 1'") == true)
            for number in [5, 7] { try store.devices.set(device(number, removed: 1), of: ada) }
            try store.devices.checkHasRoom(of: ada)
            try store.devices.set(device(most + 1), of: ada)
            let left = try store.devices.all(of: ada)
            #expect(left.count == most && left.first == device(most + 1))
            #expect(left.contains(device(7, removed: 1)) && !left.contains { $0.name == "device 5" })
        }
    }

    @Test(arguments: Implementation.allCases)
    func `what is no device is refused`(_ kind: Implementation) throws {
        try withLibrary(kind) { store, ada, _ in
            let long = String(repeating: "x", count: KnownDevice.maximumNameLength + 1)
            for device in [device(1).withName(long), device(1).withName("a\tb"), numbered(15), numbered(17)] {
                #expect(lockerError { try store.devices.set(device, of: ada) }?.code == .invalidArgument)
            }
            #expect(lockerError { try Origin(device: [1]) }?.code == .invalidArgument)
            #expect(lockerError { try Origin(device: nil, folder: Array("music".utf8)) }?.code == .invalidArgument)
            #expect(lockerError { try Origin(device: nil, client: String(long.prefix(65))) }?.code == .invalidArgument)
            #expect(lockerError { try Origin(device: nil, version: "1\n") }?.code == .invalidArgument)
        }
    }

    private func numbered(_ length: Int) -> KnownDevice {
        KnownDevice(number: [UInt8](repeating: 1, count: length), name: "x", firstSeen: 1, lastSeen: 1)
    }
}
