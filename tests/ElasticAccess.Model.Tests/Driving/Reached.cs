namespace ElasticAccess.Model.Tests.Driving;

/// <summary>What every run long enough must have reached: the vacuity guard.</summary>
internal static class Reached
{
    public static readonly string[] Everywhere =
    [
        "ask PutLineItem", "ask DeleteLineItem", "ask PostTable", "ask DeleteTable", "ask Configure",
        "ask StoreConditions", "ask RemoveConditions", "ask SetActions", "ask RemoveActions", "ask SetLimit",
        "ask RemoveLimit", "ask OneOff", "ask Batch", "ask CreateSession", "ask RequestSession", "ask Heartbeat",
        "ask CloseSession",
        "code 101", "code 102", "code 201", "code 202", "code 203", "code 204", "code 205", "code 206", "split",
        "PutLineItem 200", "PutLineItem 400", "PutLineItem 409", "DeleteLineItem 204", "DeleteLineItem 404",
        "DeleteLineItem 409", "SetActions 200", "SetActions 400", "SetActions 404", "SetActions 409",
        "StoreConditions 200", "StoreConditions 404", "RemoveConditions 204", "RemoveConditions 404",
        "RemoveConditions 409", "SetLimit 200", "SetLimit 404", "RemoveLimit 204", "RemoveLimit 404",
        "RequestSession 200", "RequestSession 403", "RequestSession 404", "RequestSession 409",
        "Heartbeat 204", "Heartbeat 404", "Heartbeat 409", "CloseSession 204", "CloseSession 404", "CloseSession 409",
        "OneOff 200 replayed", "OneOff 422", "RequestSession 200 replayed", "Batch 200 replayed", "OneOff 404",
        "edge IDLE>ACTIVE by RequestSession", "edge IDLE>IDLE by RequestSession",
        "edge ACTIVE>ACTIVE by RequestSession",
        "edge ACTIVE>IDLE by RequestSession", "edge ACTIVE>TERMINATED by RequestSession",
        "edge IDLE>TERMINATED by RequestSession", "edge IDLE>TERMINATED by CloseSession",
        "edge ACTIVE>TERMINATED by CloseSession", "edge ACTIVE>ACTIVE by time", "edge ACTIVE>TERMINATED by time",
        "edge IDLE>TERMINATED by time", "edge ACTIVE>ACTIVE by Heartbeat",
        "row Charge", "row AutomaticCharge", "row Refund", "row Denial",
        "refund to DEPLOYED", "refund to INACTIVE", "refund to OBSOLETE", "refund to DELETED",
    ];

    public static readonly string[] ByTheLedgerAlone =
        ["ask FailSession", "edge IDLE>FAILED by FailSession", "edge ACTIVE>FAILED by FailSession"];

    /// <summary>In as many commands as fit: the common ones.</summary>
    public static readonly string[] OverHttp =
    [
        "ask PutLineItem", "ask DeleteLineItem", "ask PostTable", "ask DeleteTable", "ask Configure",
        "ask StoreConditions", "ask RemoveConditions", "ask SetActions", "ask RemoveActions", "ask SetLimit",
        "ask RemoveLimit", "ask OneOff", "ask Batch", "ask CreateSession", "ask RequestSession", "ask Heartbeat",
        "ask CloseSession", "code 101", "code 102", "code 201", "code 202", "code 203", "code 204", "code 205",
        "split", "PutLineItem 200", "PutLineItem 400", "PutLineItem 409", "SetActions 200", "RequestSession 200",
        "RequestSession 403", "RequestSession 409", "Heartbeat 204", "CloseSession 204", "OneOff 400",
        "OneOff 200 replayed", "row AutomaticCharge", "row Refund",
    ];
}
