import Glibc

/// Music that nobody has written: notes at random over a bass at random.
public enum Melodies {
    private static let rate = 11_025
    private static let scale = [0.0, 2, 4, 7, 9]

    /// A WAV file, of one channel and 16 bits; the same for the same seed, and another melody for another.
    public static func wav(seed: UInt64, seconds: Int = 20) -> [UInt8] {
        var random = Numbers(seed: seed)
        var samples: [UInt8] = []
        samples.reserveCapacity(2 * rate * seconds)
        for _ in 0..<4 * seconds {
            let octave = 12 * Double(random.next(below: 3))
            let high = 220 * pow(2, (octave + scale[random.next(below: 5)]) / 12)
            let low = 110 * pow(2, scale[random.next(below: 5)] / 12)
            for place in 0..<rate / 4 { samples += little(sample(at: place, high, low)) }
        }
        let rates = joined(little(UInt32(rate)), little(UInt32(2 * rate)), little(UInt16(2)), little(UInt16(16)))
        let format = joined(text("fmt "), little(UInt32(16)), little(UInt16(1)), little(UInt16(1)), rates)
        let content = joined(text("WAVE"), format, text("data"), little(UInt32(samples.count)), samples)
        return joined(text("RIFF"), little(UInt32(content.count)), content)
    }

    /// A struck string that fades, with three partials, and another below it.
    private static func sample(at place: Int, _ high: Double, _ low: Double) -> Int16 {
        let time = Double(place) / Double(rate)
        let loudness = exp(-4 * time) * min(1, Double(place) / 50)
        var sum = 0.0
        for pitch in [high, low] {
            for partial in [1.0, 2, 3] { sum += sin(2 * Double.pi * pitch * partial * time) / partial }
        }
        return Int16(4000 * loudness * sum)
    }

    private struct Numbers {
        private var state: UInt64

        init(seed: UInt64) {
            state = seed &* 0x9E37_79B9_7F4A_7C15
        }

        mutating func next(below limit: UInt64) -> Int {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Int((state >> 40) % limit)
        }
    }
}
