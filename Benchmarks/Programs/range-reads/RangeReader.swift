import Foundation
import LockerAPI
import LockerBase

/// A file of the library.
struct Song: Sendable {
    let path: Data
    /// In bytes.
    let size: Int
}

/// One client: its connection, and its own row of random places.
struct RangeReader: Sendable {
    private let options: RangeReads
    private let songs: [Song]
    private let connection: LockerConnection
    private let seed: UInt64

    init(_ options: RangeReads, _ songs: [Song], client: Int) throws {
        self.options = options
        self.songs = songs
        connection = try LockerConnection(socket: options.socket, account: options.account)
        seed = options.seed &* 1_000_003 &+ UInt64(client)
    }

    /// Returns the seconds that each read took.
    func run() throws -> [Double] {
        defer { connection.close() }
        var random = SplitMix64(seed: seed)
        var times: [Double] = []
        for _ in 0..<options.reads {
            if options.pause > 0 {
                let mean = options.pause / 1e3
                usleep(UInt32(min(-log(Double.random(in: 1e-9..<1, using: &random)) * mean, 10 * mean) * 1e6))
            }
            times.append(try read(&random))
        }
        return times
    }

    private func read(_ random: inout SplitMix64) throws -> Double {
        let song = songs[Int.random(in: 0..<songs.count, using: &random)]
        var request = Locker_V1_ReadRequest()
        request.library = "main"
        request.path = song.path
        request.offset = UInt64(Int.random(in: 0...song.size - options.length, using: &random))
        request.length = UInt32(options.length)
        let began = ContinuousClock.now
        let answer = try connection.call(LockerMethods.read, request)
        let taken = ContinuousClock.now - began
        guard answer.data.count == options.length else {
            throw LockerError(.dataLoss, "a read gave \(answer.data.count) bytes instead of \(options.length)")
        }
        return taken / .seconds(1)
    }
}

/// Steele, Lea, Flood: "Fast Splittable Pseudorandom Number Generators" (OOPSLA 2014).
struct SplitMix64: RandomNumberGenerator {
    private var state: UInt64

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9e37_79b9_7f4a_7c15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xbf58_476d_1ce4_e5b9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94d0_49bb_1331_11eb
        return mixed ^ (mixed >> 31)
    }
}
