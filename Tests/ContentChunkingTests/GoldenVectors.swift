import Foundation
import LockerTestSupport
import Testing

/// An input and the chunk lengths that the reference implementation cuts it into
/// (scripts/make-chunking-vectors.py).
struct GoldenVector: CustomStringConvertible {
    let generator: String
    let seed: UInt64
    let length: Int
    let chunks: [Int]

    var description: String { "\(generator)(\(seed)), \(length) bytes" }

    static func load() throws -> [GoldenVector] {
        let file = Bundle.module.bundleURL.appendingPathComponent("Vectors/fastcdc2020.txt")
        return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
            let words = line.split(separator: " ")
            return GoldenVector(
                generator: String(words[0]), seed: try #require(UInt64(words[1])), length: try #require(Int(words[2])),
                chunks: try words[3...].map { try #require(Int($0)) })
        }
    }

    func bytes() -> [UInt8] {
        switch generator {
        case "splitmix": return random(seed, length)
        case "constant": return [UInt8](repeating: UInt8(seed), count: length)
        case "text": return decimalLines()
        case "island":
            let third = length / 3
            return random(seed, third) + [UInt8](repeating: 0, count: third) + random(seed + 1, length - 2 * third)
        default: fatalError("no generator \(generator)")
        }
    }

    private func random(_ seed: UInt64, _ count: Int) -> [UInt8] {
        var generator = SplitMix64(seed: seed)
        return generator.bytes(count)
    }

    private func decimalLines() -> [UInt8] {
        var bytes: [UInt8] = []
        var number = seed
        while bytes.count < length {
            number = number &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            bytes += "\(number >> 33)\n".utf8
        }
        return Array(bytes.prefix(length))
    }
}
