/// The tags that an If-Match or If-None-Match names (RFC 9110, sections 13.1.1 and 13.1.2).
package enum EntityTagSet: Hashable, Sendable {
    /// `*`: any, as long as there is a representation.
    case any
    /// These, in their order.
    case tags([EntityTag])
    /// What no list of tags is.
    case malformed

    /// - Parameter fieldValue: that of all fields of the name, with commas between them.
    package init(_ fieldValue: String) {
        var rest = Array(fieldValue.utf8)[...].trimmed
        guard !rest.elementsEqual([UInt8(ascii: "*")]) else {
            self = .any
            return
        }
        var tags: [EntityTag] = []
        while !rest.isEmpty {
            // Elements without anything in them are passed over (section 5.6.1.2).
            if rest.first != UInt8(ascii: ",") {
                guard let tag = EntityTag(from: &rest) else {
                    self = .malformed
                    return
                }
                tags.append(tag)
                rest = rest.trimmed
                guard rest.isEmpty || rest.first == UInt8(ascii: ",") else {
                    self = .malformed
                    return
                }
            }
            rest = rest.dropFirst().trimmed
        }
        self = tags.isEmpty ? .malformed : .tags(tags)
    }
}
