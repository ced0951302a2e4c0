/// What waits for a thread, in the order in which it gets one: one after the other of those who wait has a turn, so
/// that nobody waits for all that somebody else has sent, and nobody has more than ``perShare`` turns at a time.
///
/// A turn may be *lost*: its thread hangs in a file of the caller's. It stays taken until the thread comes back.
package struct TurnQueue<Element> {
    private struct Line {
        var elements: [Element?] = []
        var next = 0
        /// Turns taken, the lost ones among them.
        var turns = 0
        var lost = 0
        var isInRing = false

        var isEmpty: Bool { next == elements.count }

        mutating func take() -> Element? {
            defer {
                next += 1
                if next == elements.count || next > 1024 {
                    elements.removeFirst(next)
                    next = 0
                }
            }
            return elements[next].take()
        }

        /// Takes out those that `isUnwanted` says so of.
        mutating func remove(where isUnwanted: (Element) -> Bool) -> [Element] {
            // Each is asked about once: the answer may be another one a moment later.
            var (removed, kept) = ([Element](), [Element]())
            for element in elements[next...].compactMap(\.self) {
                if isUnwanted(element) { removed.append(element) } else { kept.append(element) }
            }
            elements = kept
            next = 0
            return removed
        }
    }

    private let perShare: Int
    private var lines: [Share: Line] = [:]
    /// Those who have something waiting and may have a turn, the next one first.
    private var ring: [Share] = []

    package init(perShare: Int) {
        self.perShare = perShare
    }

    /// Whether somebody waits who may have a turn.
    package var hasNext: Bool { !ring.isEmpty }

    /// Lets `element` wait. Returns false, and takes nothing, when all turns of the share are lost.
    package mutating func add(_ element: Element, of share: Share) -> Bool {
        var line = lines.removeValue(forKey: share) ?? Line()
        defer { lines[share] = line }
        guard line.lost < perShare else { return false }
        line.elements.append(element)
        enter(share, &line)
        return true
    }

    /// Takes the next one, and its share a turn; of shares that `admits` does not let pass, none is taken.
    package mutating func next(_ admits: (Share) -> Bool) -> (Share, Element)? {
        guard let index = ring.firstIndex(where: admits) else { return nil }
        let share = ring.remove(at: index)
        guard var line = lines.removeValue(forKey: share), let element = line.take() else { return nil }
        line.turns += 1
        line.isInRing = false
        enter(share, &line)
        lines[share] = line
        return (share, element)
    }

    /// Gives a turn back, a lost one too.
    package mutating func end(of share: Share, lost: Bool) {
        guard var line = lines.removeValue(forKey: share) else { return }
        line.turns -= 1
        if lost { line.lost -= 1 }
        enter(share, &line)
        if line.turns > 0 || !line.isEmpty { lines[share] = line }
    }

    /// Takes out what waits and is not wanted any more.
    package mutating func remove(where isUnwanted: (Element) -> Bool) -> [Element] {
        var removed: [Element] = []
        for share in Array(lines.keys) {
            guard var line = lines.removeValue(forKey: share) else { continue }
            removed += line.remove(where: isUnwanted)
            if line.isEmpty, line.isInRing {
                ring.removeAll { $0 == share }
                line.isInRing = false
            }
            if line.turns > 0 || !line.isEmpty { lines[share] = line }
        }
        return removed
    }

    /// Takes note that a turn is lost. Returns those that wait in vain, when it was the last one of the share.
    mutating func lose(_ share: Share) -> [Element] {
        guard var line = lines.removeValue(forKey: share) else { return [] }
        defer { lines[share] = line }
        line.lost += 1
        guard line.lost >= perShare else { return [] }
        var stranded: [Element] = []
        while !line.isEmpty, let element = line.take() { stranded.append(element) }
        if line.isInRing {
            ring.removeAll { $0 == share }
            line.isInRing = false
        }
        return stranded
    }

    private mutating func enter(_ share: Share, _ line: inout Line) {
        guard !line.isInRing, !line.isEmpty, line.turns < perShare else { return }
        ring.append(share)
        line.isInRing = true
    }
}
