using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using ElasticAccess.Data.Ledger;

namespace ElasticAccess.Api.Wire;

/// <summary>An answer that can be put into bytes before it is sent, so that it can be stored with its effect.</summary>
internal interface IAnswer : IResult
{
    int Status { get; }

    StoredAnswer Render(ErrorContext context);
}

internal static class Answer
{
    public static readonly IAnswer NoContent = new Stored(new(StatusCodes.Status204NoContent, null, []));

    public static IAnswer Ok<T>(T value) => new Json<T>(StatusCodes.Status200OK, value);

    public static IAnswer Created<T>(T value) => new Json<T>(StatusCodes.Status201Created, value);

    public static IAnswer WithStatus<T>(int status, T value) => new Json<T>(status, value);

    /// <summary>An error that says more than <see cref="Errors"/> do.</summary>
    public static IAnswer Refused<T>(Problem problem, T value) => new Json<T>(problem.Status, value, Errors.Type);

    /// <summary>Answered before, under the same Idempotency-Key.</summary>
    public static IAnswer Replay(StoredAnswer answer) => new Stored(answer, IsReplay: true);

    private sealed record Json<T>(int Status, T Value, string Type = "application/json") : IAnswer
    {
        private static readonly JsonTypeInfo<T> Shape = (JsonTypeInfo<T>)WireJson.Default.GetTypeInfo(typeof(T))!;

        public StoredAnswer Render(ErrorContext context) =>
            new(Status, Type, JsonSerializer.SerializeToUtf8Bytes(Value, Shape));

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = Status;
            response.ContentType = Type;
            var scratch = Scratch.Current;
            JsonSerializer.Serialize(scratch.Json, Value, Shape);
            scratch.SendTo(response);
            return response.BodyWriter.FlushAsync(httpContext.RequestAborted).GetAsTask();
        }
    }

    private sealed record Stored(StoredAnswer Bytes, bool IsReplay = false) : IAnswer
    {
        public int Status => Bytes.Status;

        public StoredAnswer Render(ErrorContext context) => Bytes;

        public Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.StatusCode = Bytes.Status;
            response.ContentType = Bytes.ContentType;
            if (IsReplay)
            {
                response.Headers["Idempotency-Replayed"] = "true";
            }

            return Bytes.Body.Length == 0
                ? Task.CompletedTask
                : response.Body.WriteAsync(Bytes.Body, httpContext.RequestAborted).AsTask();
        }
    }
}
