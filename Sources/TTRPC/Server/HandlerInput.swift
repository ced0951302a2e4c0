/// What a handler gets of a call.
struct HandlerInput: Sendable {
    let method: String
    let payload: [UInt8]
    let context: CallContext
}
