import Logging
import People

extension Logger.Metadata {
    /// What the log says of a change of people.
    init(_ event: PeopleEvent) {
        self = event.facts.mapValues { .string($0) }
        self["action"] = .string("\(event.action)")
    }
}
