import LockerBase
import MediaLayout

/// Any bytes have a layout that covers them, and if they can be split as Ogg, the parts join to the same bytes.
enum LayoutTarget {
    static func check(_ input: [UInt8]) throws(FuzzFailure) {
        let outcome = Result { () throws(LockerError) in try flaw(in: MemorySource(input)) }
        switch outcome {
        case .success(let flaw): try expect(flaw == nil, flaw ?? "")
        case .failure(let error): throw FuzzFailure(description: "\(error)")
        }
    }

    private static func flaw(in source: MemorySource) throws(LockerError) -> String? {
        var end = 0
        for run in try Layout(of: source).runs {
            if run.range.lowerBound != end || run.range.isEmpty { return "the runs do not lie next to each other" }
            end = run.range.upperBound
        }
        if end != source.size { return "the runs do not cover the file" }

        // As the skeleton of a recipe: whoever wrote that may have written anything.
        _ = try? OggSkeleton(source.bytes)
        var payload: [UInt8] = []
        let split = try OggSplitter.split(source) { (piece) throws(LockerError) in payload += piece }
        guard let split else { return nil }
        let joiner = try OggJoiner(
            skeleton: OggSkeleton(split.skeleton), head: PartialSource(source, split.head),
            payload: MemorySource(payload), tail: PartialSource(source, split.tail))
        return try joiner.holdsSameBytes(as: source) ? nil : "the parts do not join to the file"
    }
}
