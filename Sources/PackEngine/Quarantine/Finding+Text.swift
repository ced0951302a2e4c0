import LockerBase

extension Finding {
    /// The finding as a line of the quarantine's file, which ``init(line:)`` reads: pack, offset, kind, digest, raw
    /// length, stored length, ordinal, the two times, and the reason to the end of the line.
    var line: String {
        let fields: [String] =
            if let record {
                [
                    "\(record.kind)", record.digest.hex, "\(record.location.rawLength)",
                    "\(record.location.storedLength)", "\(record.location.ordinal)",
                ]
            } else {
                ["pack", "-", "0", "0", "0"]
            }
        let text = reason.split(whereSeparator: \.isNewline).joined(separator: " ")
        return ([pack.fileName, "\(offset)"] + fields + ["\(found)", healed.map { "\($0)" } ?? "-", text])
            .joined(separator: " ")
    }

    /// The finding that `line` spells, or nil when it is none: the end of a file that was being written, say.
    init?(line: Substring) {
        let fields = line.split(separator: " ", maxSplits: 9, omittingEmptySubsequences: false).map(String.init)
        guard fields.count == 10, let pack = PackName(fileName: fields[0]), let found = Int64(fields[7]),
            let numbers = Finding.numbers([fields[1], fields[4], fields[5], fields[6]]),
            fields[8] == "-" || Int64(fields[8]) != nil
        else { return nil }
        var record: LocatedRecord?
        if fields[2] != "pack" {
            guard let kind = RecordKind.allCases.first(where: { "\($0)" == fields[2] }),
                let digest = Digest(hex: fields[3])
            else { return nil }
            // A line does not say it: it is of a plain record, whose lengths tell.
            let codec: Codec = numbers[2] == numbers[1] ? .raw : .lz4
            record = LocatedRecord(
                kind: kind, digest: digest,
                location: RecordLocation(
                    pack: pack.id, codec: codec, offset: numbers[0], rawLength: numbers[1], storedLength: numbers[2],
                    ordinal: numbers[3]))
        }
        self.init(pack: pack, record: record, reason: fields[9], found: found, healed: Int64(fields[8]))
    }

    /// The lengths and places that the texts spell, as far as a pack can have them.
    private static func numbers(_ texts: [String]) -> [Int]? {
        let numbers = texts.compactMap { UInt32($0).map { Int($0) } }
        return numbers.count == texts.count ? numbers : nil
    }
}
