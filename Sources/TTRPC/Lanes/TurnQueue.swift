/// What waits for a thread, in the order in which it gets one: one after the other of those who wait has a turn, so
/// that nobody waits for all that somebody else has sent, and nobody has more than ``perPrincipal`` turns at a time.
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

    private let perPrincipal: Int
    private var lines: [Principal: Line] = [:]
    /// Those who have something waiting and may have a turn, the next one first.
    private var ring: [Principal] = []

    package init(perPrincipal: Int) {
        self.perPrincipal = perPrincipal
    }

    /// Whether somebody waits who may have a turn.
    package var hasNext: Bool { !ring.isEmpty }

    /// Lets `element` wait. Returns false, and takes nothing, when all turns of the principal are lost.
    package mutating func add(_ element: Element, of principal: Principal) -> Bool {
        var line = lines.removeValue(forKey: principal) ?? Line()
        defer { lines[principal] = line }
        guard line.lost < perPrincipal else { return false }
        line.elements.append(element)
        enter(principal, &line)
        return true
    }

    /// Takes the next one, and its principal a turn; of principals that `admits` does not let pass, none is taken.
    package mutating func next(_ admits: (Principal) -> Bool) -> (Principal, Element)? {
        guard let index = ring.firstIndex(where: admits) else { return nil }
        let principal = ring.remove(at: index)
        guard var line = lines.removeValue(forKey: principal), let element = line.take() else { return nil }
        line.turns += 1
        line.isInRing = false
        enter(principal, &line)
        lines[principal] = line
        return (principal, element)
    }

    /// Gives a turn back, a lost one too.
    package mutating func end(of principal: Principal, lost: Bool) {
        guard var line = lines.removeValue(forKey: principal) else { return }
        line.turns -= 1
        if lost { line.lost -= 1 }
        enter(principal, &line)
        if line.turns > 0 || !line.isEmpty { lines[principal] = line }
    }

    /// Takes out what waits and is not wanted any more: of one principal, or of all.
    package mutating func remove(of principal: Principal?, where isUnwanted: (Element) -> Bool) -> [Element] {
        var removed: [Element] = []
        let those = principal.map { [$0] } ?? Array(lines.keys)
        for principal in those {
            guard var line = lines.removeValue(forKey: principal) else { continue }
            removed += line.remove(where: isUnwanted)
            if line.isEmpty, line.isInRing {
                ring.removeAll { $0 == principal }
                line.isInRing = false
            }
            if line.turns > 0 || !line.isEmpty { lines[principal] = line }
        }
        return removed
    }

    /// Takes note that a turn is lost. Returns those that wait in vain, when it was the last one of the principal.
    mutating func lose(_ principal: Principal) -> [Element] {
        guard var line = lines.removeValue(forKey: principal) else { return [] }
        defer { lines[principal] = line }
        line.lost += 1
        guard line.lost >= perPrincipal else { return [] }
        var stranded: [Element] = []
        while !line.isEmpty, let element = line.take() { stranded.append(element) }
        if line.isInRing {
            ring.removeAll { $0 == principal }
            line.isInRing = false
        }
        return stranded
    }

    private mutating func enter(_ principal: Principal, _ line: inout Line) {
        guard !line.isInRing, !line.isEmpty, line.turns < perPrincipal else { return }
        ring.append(principal)
        line.isInRing = true
    }
}
