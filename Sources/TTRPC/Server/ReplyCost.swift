/// What a call has taken of its connection's and the server's budgets, and gives back when its reply is written.
struct ReplyCost {
    /// Bytes of the request, from the connection's ``CallBudget``.
    let request: Int
    /// Bytes of the reply, from the memory for replies.
    var reply = 0
    let principal: Principal
    /// To whom the call was assigned among those of the connection; nil where it was to nobody.
    var assigned: Principal?
    /// Whether the call was parked: then it has a place of another kind, and its request has been let go.
    var isParked = false
}
