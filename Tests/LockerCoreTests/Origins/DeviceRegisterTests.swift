import LockerBase
import LockerCore
import LockerTestSupport
import Metadata
import Testing

/// Devices are known from their first contact on, and what one brings is refused once it was removed.
@Suite struct DeviceRegisterTests {
    private static let laptop = [UInt8](repeating: 1, count: 16)
    private static let phone = [UInt8](repeating: 2, count: 16)

    private func told(_ device: [UInt8], _ note: String = "") throws -> Provenance {
        let origin = try Origin(device: device, deviceName: "host", folder: Array("/music".utf8), client: "test")
        return Provenance(origin: origin, note: note)
    }

    private func commit(
        _ path: String, from device: [UInt8], _ test: TestLocker, _ caller: Caller
    ) throws -> Committed {
        let session = try test.session(caller)
        defer { test.locker.sessions.close(session) }
        try test.ingest(Array(path.utf8), path, in: session)
        return try test.locker.sessions.commit(session, saying: try told(device))
    }

    private func expectRefusal(_ call: () throws -> Void) {
        #expect { try call() } throws: { has(.permissionDenied)($0) }
    }

    @Test func `a device is known from what it brings, and of its own account alone`() throws {
        try TestLocker.with { test in
            let (alice, bob) = (try test.caller("alice"), try test.caller("bob"))
            _ = try commit("a", from: DeviceRegisterTests.laptop, test, alice)
            let found = try test.locker.devices.list(of: alice)
            #expect(found.map(\.number) == [DeviceRegisterTests.laptop] && found.first?.name == "host")
            try #expect(test.locker.devices.list(of: bob).isEmpty)
            _ = try test.locker.devices.rename(DeviceRegisterTests.laptop, to: "laptop", of: alice)
            _ = try commit("b", from: DeviceRegisterTests.laptop, test, alice)
            try #expect(test.locker.devices.list(of: alice).map(\.name) == ["laptop"], "a name that was given stays")
            let page = try test.locker.listings.revisions(of: "main", of: alice, before: nil, limit: 0)
            #expect(page.elements.map { $0.provenance.origin?.deviceName } == ["laptop", "laptop"])
            for name in ["", "a\nb", String(repeating: "x", count: 256), "  ", " a", "a ", "a\u{202E}b"] {
                #expect {
                    try test.locker.devices.rename(DeviceRegisterTests.laptop, to: name, of: alice)
                } throws: { has(.invalidArgument)($0) }
            }
            #expect {
                try test.locker.devices.rename(DeviceRegisterTests.laptop, to: "x", of: bob)
            } throws: { has(.notFound)($0) }
        }
    }

    /// A device that was called so before brings more, and says that it is there.
    @Test func `a name that misleads is no new device's`() throws {
        try TestLocker.with { test in
            let alice = try test.caller("alice")
            let (laptop, phone) = (DeviceRegisterTests.laptop, DeviceRegisterTests.phone)
            for name in ["a\u{202E}b", " a", "  "] {
                #expect { try test.locker.devices.register(phone, called: name, of: alice) } throws: {
                    has(.invalidArgument)($0)
                }
                let session = try test.session(alice)
                defer { test.locker.sessions.close(session) }
                try test.ingest([1], "x", in: session)
                let said = Provenance(origin: try Origin(device: phone, deviceName: name, client: "t"))
                #expect { try test.locker.sessions.commit(session, saying: said) } throws: {
                    has(.invalidArgument)($0)
                }
            }
            try #expect(test.locker.devices.list(of: alice).isEmpty)
            _ = try test.locker.devices.register(phone, called: "", of: alice)
            _ = try commit("a", from: laptop, test, alice)
            try #expect(test.locker.devices.register(laptop, called: " a", of: alice).name == "host")
        }
    }

    @Test func `what a removed device brings is refused, and what it brought stays`() throws {
        try TestLocker.with { test in
            let (alice, laptop) = (try test.caller("alice"), DeviceRegisterTests.laptop)
            _ = try commit("a", from: laptop, test, alice)
            let session = try test.session(alice)
            try test.ingest([1], "b", in: session)
            _ = try test.locker.devices.setRemoved(true, laptop, of: alice)
            #expect {
                try test.locker.sessions.commit(session, saying: try told(laptop))
            } throws: { error in
                let details = (error as? LockerError)?.details
                return has(.permissionDenied)(error) && details?[.hint] == "RESTORE_DEVICE"
                    && details?[.device] == String(repeating: "01", count: 16)
            }
            let (a, z) = (try EntryPath("a"), try EntryPath("z"))
            let said = try told(laptop)
            expectRefusal { _ = try test.locker.sessions.open(alice, library: "main", device: laptop, connection: 1) }
            expectRefusal { _ = try test.locker.devices.register(laptop, called: "x", of: alice) }
            expectRefusal {
                _ = try test.locker.editor.remove([a], from: "main", of: alice, recursive: false, saying: said)
            }
            expectRefusal { _ = try test.locker.editor.move(a, to: z, in: "main", of: alice, saying: said) }
            expectRefusal {
                _ = try test.locker.purges.purge(
                    [a], from: "main", of: alice, recursive: false, isDryRun: false, saying: said)
            }
            try #expect(test.paths(of: alice) == ["a"])
            _ = try commit("c", from: DeviceRegisterTests.phone, test, alice)
            _ = try test.locker.devices.setRemoved(false, laptop, of: alice)
            try #expect(commit("d", from: laptop, test, alice).added == 1)
            try #expect(test.paths(of: alice) == ["a", "c", "d"])
        }
    }

    @Test func `a removed device changes nothing of what is said of a library either`() throws {
        try TestLocker.with { test in
            let (alice, laptop) = (try test.caller("alice"), DeviceRegisterTests.laptop)
            _ = try commit("a", from: laptop, test, alice)
            let (libraries, retentions) = (test.locker.libraries, test.locker.retentions)
            let calls: [([UInt8]) throws -> Void] = [
                { try libraries.rename(named: "main", to: "other", of: alice, from: $0) },
                { try libraries.rename(named: "other", to: "main", of: alice, from: $0) },
                { _ = try libraries.setNote("said", ofRevision: 1, of: "main", of: alice, from: $0) },
                { try retentions.set(OwnRetention(keepLast: 3), of: "main", of: alice, from: $0) },
                { _ = try libraries.delete(named: "main", of: alice, from: $0, isDryRun: true) },
                { _ = try libraries.delete(named: "main", of: alice, from: $0, isDryRun: false) },
            ]
            _ = try test.locker.devices.setRemoved(true, laptop, of: alice)
            for call in calls {
                expectRefusal { try call(laptop) }
                #expect { try call([1, 2, 3]) } throws: { has(.invalidArgument)($0) }
            }
            let a = try EntryPath("a")
            let said = try told(laptop)
            expectRefusal {
                _ = try test.locker.purges.purge(
                    [a], from: "main", of: alice, recursive: false, isDryRun: true, saying: said)
            }
            let page = try test.locker.listings.revisions(of: "main", of: alice, before: nil, limit: 0)
            #expect(page.elements.map(\.provenance.note) == [""])
            try #expect(retentions.retention(of: "main", of: alice) == OwnRetention())
            // Others may, and so may it once it is let in again; none of that makes a device known.
            for call in calls.dropLast() { try call(DeviceRegisterTests.phone) }
            _ = try test.locker.devices.setRemoved(false, laptop, of: alice)
            for call in calls { try call(laptop) }
            try #expect(test.locker.devices.list(of: alice).map(\.number) == [laptop])
            #expect(throws: LockerError.self) { try test.paths(of: alice) }
        }
    }

    @Test func `a first commit that is refused for its device leaves no library`() throws {
        try TestLocker.with { test in
            let (alice, laptop) = (try test.caller("alice"), DeviceRegisterTests.laptop)
            _ = try test.locker.devices.register(laptop, called: "laptop", of: alice)
            _ = try test.locker.devices.setRemoved(true, laptop, of: alice)
            #expect { try commit("a", from: laptop, test, alice) } throws: { has(.permissionDenied)($0) }
            #expect(throws: LockerError.self) { try test.paths(of: alice) }
        }
    }

    @Test func `devices and notes are told again from the packs`() throws {
        try withTemporaryDirectory { directory in
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                _ = try commit("a", from: DeviceRegisterTests.laptop, test, alice)
                _ = try commit("b", from: DeviceRegisterTests.phone, test, alice)
                _ = try test.locker.devices.rename(DeviceRegisterTests.laptop, to: "laptop", of: alice)
                _ = try test.locker.devices.setRemoved(true, DeviceRegisterTests.phone, of: alice)
                _ = try test.locker.devices.register([UInt8](repeating: 3, count: 16), called: "desk", of: alice)
                _ = try test.locker.libraries.setNote("one", ofRevision: 1, of: "main", of: alice)
                _ = try test.locker.libraries.setNote("two", ofRevision: 1, of: "main", of: alice)
            }
            let before = try expectTheSameOfThePacks(in: directory)
            #expect(before.devices.first?.map(\.name) == ["laptop", "host", "desk"])
            #expect(before.devices.first?.map { $0.removed != nil } == [false, true, false])
            let newest = try #require(before.libraries.first?.revisions)
            #expect(newest.map(\.provenance.note) == ["", "two"] && newest.allSatisfy { $0.bytes != nil })
            #expect(newest.map(\.provenance.newBytes) == [1, 1])
            try TestLocker.opened(directory) { test in
                let count = { try test.locker.census.statistics().packs.kinds[.commit].records }
                let records = try count()
                try test.compact()
                // Of the laptop, the phone and the first revision's notes the last record each.
                try #expect(count() == records - 3)
            }
            try expectTheSameOfThePacks(in: directory)
            try TestLocker.opened(directory) { test in
                let alice = try test.caller("alice")
                #expect {
                    try commit("c", from: DeviceRegisterTests.phone, test, alice)
                } throws: { has(.permissionDenied)($0) }
                let records = try test.locker.census.statistics().packs.kinds[.commit].records
                _ = try test.locker.libraries.delete(named: "main", of: alice, isDryRun: false)
                try test.compact()
                // Its two commits and its note are gone, and its removal is told.
                try #expect(test.locker.census.statistics().packs.kinds[.commit].records == records - 2)
            }
            try expectTheSameOfThePacks(in: directory)
        }
    }
}
