import Glibc
import LockerSync
import LockerTestSupport
import POSIXSupport
import Testing

/// A device of a history, with a disk that keeps times in its own way.
struct HistoryDevice {
    let device: TestDevice
    /// What somebody may write on it.
    let paths: [String]
    /// Of a time of what is written on it: nanoseconds that it is a multiple of.
    private let grain: Int64
    /// Whether change times tell nothing on it: what changed shows by length and modification time alone.
    let ignoresChange: Bool
    /// What it does with what its disk cannot have under its name. Then some of what it has is called otherwise than in the
    /// library, as on a disk that takes one name for another; nil: nothing is.
    let naming: NameClashRule?

    init(
        _ number: Int, of seed: UInt64, in directory: String, socket: String, _ random: inout SplitMix64
    ) throws {
        var device = try TestDevice("\(seed)-\(number)", of: directory, socket: socket)
        device.library = "history \(seed)"
        let isShared = seed % 3 == 0
        if isShared, number == 3 { device.under = RandomEdits.part }
        self.device = device
        let names = HistoryDevice.naming(of: seed)
        naming = number == 2 ? names : nil
        var paths = RandomEdits.paths
        if isShared, number < 3 { paths += RandomEdits.shared }
        if names != nil { paths += RandomEdits.alike }
        self.paths = paths
        grain = [1, 1, 1_000_000_000, 2_000_000_000][Int(random.next() % 4)]
        ignoresChange = random.next() % 3 == 0
        try HistoryDevice.identify(device, as: number, in: directory)
    }

    /// What the second device of a history does so.
    private static func naming(of seed: UInt64) -> NameClashRule? {
        if seed % 4 == 1 { return .rename }
        return seed % 8 == 2 ? .skip : nil
    }

    /// An account has a thousand devices at most: all histories of a daemon have the same three.
    private static func identify(_ device: TestDevice, as number: Int, in directory: String) throws {
        let folder = "\(directory)/device \(number)"
        if Device.known(in: folder) == nil {
            let made = try Device.identity(in: folder)
            try Device.rename(made.id, to: "device \(number)", in: folder)
        }
        guard mkdir(device.state, 0o700) == 0 else { throw SystemError("mkdir", on: device.state) }
        try makeFile("\(device.state)/device", try contents(of: "\(folder)/device"))
    }

    /// How many bytes of a path of the library lead to its folder.
    var above: Int { device.under.map { $0.utf8.count + 1 } ?? 0 }

    /// What it has of what a device with all of the library has, by paths.
    func share(of tree: [[UInt8]: TestDevice.Thing]) -> [[UInt8]: TestDevice.Thing] {
        guard let under = device.under else { return tree }
        var part: [[UInt8]: TestDevice.Thing] = [:]
        for (path, thing) in tree where path.starts(with: Array((under + "/").utf8)) {
            part[Array(path.dropFirst(above))] = thing
        }
        return part
    }

    /// What it has, by the paths that that has in the library, or below its folder of that.
    func things() throws -> [[UInt8]: TestDevice.Thing] {
        let things = try device.things()
        if naming == nil { return things }
        let names = try DeviceNames(of: device)
        var found: [[UInt8]: TestDevice.Thing] = [:]
        for (path, thing) in things { found[names.there(path)] = thing }
        return found
    }

    /// What every run on it is told.
    func prepare(_ options: inout BothOptions) {
        options.allowsEmptying = true
        if let naming { options.nameClash = naming }
        if ignoresChange { options.sync.ignoring.insert(.changed) }
    }

    /// Gives the file at `path`, which was just written, the time that this disk keeps of that.
    func keepTime(of path: String) {
        guard grain > 1 else { return }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let moment = Int64(now.tv_sec) * 1_000_000_000 + Int64(now.tv_nsec)
        setTime(of: path, moment - moment % grain)
    }

    /// Gives the file at `path` that time, nanoseconds since 1970.
    func setTime(of path: String, _ moment: Int64) {
        let time = timespec(tv_sec: Int(moment / 1_000_000_000), tv_nsec: Int(moment % 1_000_000_000))
        #expect(utimensat(AT_FDCWD, "\(device.folder)/\(path)", [time, time], AT_SYMLINK_NOFOLLOW) == 0)
    }

    /// Writes to the file at `path` and gives it back the time that it had, once the clock that gives change times has
    /// ticked: until then nothing would tell.
    func writeInPlace(_ path: String, _ bytes: [UInt8], keeping moment: Int64) throws {
        let before = changed(path)
        repeat {
            try device.write(path, bytes)
            setTime(of: path, moment)
            if changed(path) != before { return }
        } while usleep(500) == 0
    }

    private func changed(_ path: String) -> Int64 {
        var status = stat()
        lstat("\(device.folder)/\(path)", &status)
        return Int64(status.st_ctim.tv_sec) * 1_000_000_000 + Int64(status.st_ctim.tv_nsec)
    }
}
