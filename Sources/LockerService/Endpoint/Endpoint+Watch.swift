import LockerAPI
import LockerBase
import LockerCore

extension Endpoint {
    mutating func addWatching() {
        addParking(LockerMethods.watch) { (locker, request, context, wakeup) throws(LockerError) in
            let caller = WatchingCaller(
                userID: context.peer.userID, for: context.metadata[RequestMetadata.account], by: locker.authority)
            let watch = try locker.watches.begin(try WatchOrder(request), by: caller) { wakeup.wake() }
            let (most, usual) = RequestLimits.watchSeconds
            let seconds = request.timeoutSeconds == 0 ? usual : min(most, request.timeoutSeconds)
            return ParkedAnswer(until: .now + .seconds(Int64(seconds))) {
                (isLast) throws(LockerError) -> Locker_V1_WatchResponse? in
                let news = try watch.news(context.cancellation)
                return news.isEmpty && !isLast ? nil : Locker_V1_WatchResponse(news)
            }
        }
    }
}
