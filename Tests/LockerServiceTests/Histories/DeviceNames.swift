import Glibc
import LockerBase
import LockerSync
import LockerTestSupport
import POSIXSupport

/// How things are called in a device's folder, and how in the library. For a device with all of that.
struct DeviceNames {
    private let device: TestDevice
    private let file: SyncStateFile
    private let placed: PlacedNames

    init(of device: TestDevice) throws {
        self.device = device
        file = try device.stateFile()
        let folder = try Descriptor.open(device.folder, O_RDONLY | O_DIRECTORY)
        placed = try (file.load()?.placed ?? PlacedNames()).holding(in: folder, under: nil)
    }

    /// The path here of what the library has at `path`.
    func here(_ path: [UInt8]) -> [UInt8] {
        var (there, here) = ([UInt8](), [UInt8]())
        for component in path.split(separator: UInt8(ascii: "/")) {
            there = DeviceNames.path(of: Array(component), in: there)
            here = DeviceNames.path(of: placed.name(of: there) ?? Array(component), in: here)
        }
        return here
    }

    /// The path in the library of what is at `path` here.
    func there(_ path: [UInt8]) -> [UInt8] {
        var there: [UInt8] = []
        for component in path.split(separator: UInt8(ascii: "/")) {
            there = DeviceNames.path(of: Array(component), in: there)
            there = placed.path(of: there) ?? there
        }
        return there
    }

    /// Has something here that was agreed on be called otherwise from now on, as a pull has it on a disk that takes its name
    /// for that of something else. Nothing is done where that cannot be.
    func callOtherwise(_ random: inout SplitMix64) throws {
        let paths = try device.things().keys.sorted { $0.lexicographicallyPrecedes($1) }
        guard var state = file.load(), let path = paths.randomElement(using: &random) else { return }
        let components = path.split(separator: UInt8(ascii: "/")).map { Array($0) }
        let count = Int.random(in: 1...components.count, using: &random)
        let old = components.prefix(count - 1).reduce([UInt8]()) { DeviceNames.path(of: $1, in: $0) }
        let (here, name) = (DeviceNames.path(of: components[count - 1], in: old), components[count - 1])
        let (own, other) = (there(here), DeviceNames.other(than: name))
        let taken = DeviceNames.path(of: other, in: there(old))
        guard other.count <= 255, own == DeviceNames.path(of: name, in: there(old)) else { return }
        guard try isAgreed(own, in: state), try !isAgreed(taken, in: state) else { return }
        let new = String(decoding: DeviceNames.path(of: other, in: old), as: UTF8.self)
        guard placed.path(of: taken) == nil, device.inode(new) == nil else { return }
        try device.rename(String(decoding: here, as: UTF8.self), new)
        state.placed = placed
        state.placed.add(own, as: other)
        try file.save(state)
    }

    private func isAgreed(_ path: [UInt8], in state: SyncState) throws -> Bool {
        if try state.items.contains(path) { return true }
        return try state.items.contains(startingWith: path + [UInt8(ascii: "/")])
    }

    /// The name that a pull would try first.
    private static func other(than name: [UInt8]) -> [UInt8] {
        let end = Array(".mp3".utf8)
        let stem = name.suffix(end.count) == end[...] ? name.dropLast(end.count) : name[...]
        return Array(stem) + Array(" (2)".utf8) + name[stem.endIndex...]
    }

    private static func path(of name: [UInt8], in folder: [UInt8]) -> [UInt8] {
        folder.isEmpty ? name : folder + [UInt8(ascii: "/")] + name
    }
}
