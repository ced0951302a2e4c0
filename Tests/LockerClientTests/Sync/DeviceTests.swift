import Foundation
import LockerBase
import LockerSync
import LockerTestSupport
import Synchronization
import Testing

@Suite struct DeviceTests {
    @Test func `a folder of state is one device`() throws {
        try withTemporaryDirectory { folder in
            let first = try Device.identity(in: folder + "/a/locker")
            #expect(first.id.count == 16 && !first.name.isEmpty)
            #expect(try Device.identity(in: folder + "/a/locker") == first)
            #expect(try Device.identity(in: folder + "/b/locker").id != first.id)
            #expect(try contents(of: folder + "/a/locker/device").count < 400)
        }
    }

    @Test func `those that are made at once are one`() throws {
        try withTemporaryDirectory { folder in
            let found = Mutex<[Device?]>([])
            DispatchQueue.concurrentPerform(iterations: 8) { _ in
                let device = try? Device.identity(in: folder)
                found.withLock { $0.append(device) }
            }
            let devices = found.withLock { $0 }
            let kept = try Device.identity(in: folder)
            #expect(devices.count == 8 && Set(devices) == [kept])
        }
    }

    @Test(arguments: ["", "locker device 1\n", "locker device 2\n00000000000000000000000000000000\nx\n", "x"])
    func `what is no identity is named and stays`(text: String) throws {
        try withTemporaryDirectory { folder in
            try makeFile(folder + "/device", Array(text.utf8))
            #expect {
                try Device.identity(in: folder)
            } throws: { ($0 as? LockerError)?.code == .failedPrecondition && "\($0)".contains(folder + "/device") }
            #expect(try contents(of: folder + "/device") == Array(text.utf8))
        }
    }

    @Test func `a device has another name, and no other device has`() throws {
        try withTemporaryDirectory { directory in
            let device = try Device.identity(in: directory)
            try Device.rename(device.id, to: "laptop", in: directory)
            #expect(Device.known(in: directory)?.id == device.id && Device.known(in: directory)?.name == "laptop")
            try Device.rename([UInt8](repeating: 7, count: 16), to: "phone", in: directory)
            #expect(Device.known(in: directory)?.name == "laptop")
            try #expect(FileManager.default.contentsOfDirectory(atPath: directory) == ["device"])
        }
    }
}
