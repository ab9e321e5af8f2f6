using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using ElasticAccess.Api.Auth;
using ElasticAccess.Api.Wire;
using ElasticAccess.Data;
using ElasticAccess.Data.Alerts;
using ElasticAccess.Data.Rows;
using ElasticAccess.Data.Stores;
using FluentValidation;

namespace ElasticAccess.Api.Configuration;

internal static class PatchConfiguration
{
    private static readonly byte[] Lock = SHA256.HashData("configuration"u8);

    /// <summary>Pairs of name and value: an array of them, or one alone.</summary>
    [JsonConverter(typeof(OneOrMany))]
    public sealed record Changes(IReadOnlyList<Change> Pairs);

    public sealed record Change(string Name, string Value);

    public sealed class Shape : AbstractValidator<Changes>
    {
        public Shape() => RuleFor(r => r.Pairs).Custom((pairs, context) =>
        {
            var version = (ApiVersion)context.RootContextData[nameof(ApiVersion)];
            var settings = Setting.Of(version).ToDictionary(setting => setting.Name);
            for (var i = 0; i < pairs.Count; i++)
            {
                if (!settings.TryGetValue(pairs[i].Name, out var setting))
                {
                    context.AddFailure($"[{i}].name", "there is no such setting");
                }
                else if (!setting.Accepts(pairs[i].Value))
                {
                    context.AddFailure($"[{i}].value", setting.Rule);
                }
            }
        });
    }

    public static async Task<IAnswer> Handle(
        Body<Changes> body, ApiVersion version, Caller caller, AccessDb db, IStore store, TimeProvider time,
        CancellationToken ct)
    {
        // Two first changes of one setting at once: the second waits here and finds the first.
        await store.LockAsync(db, Lock, ct);
        foreach (var pair in body.Value.Pairs)
        {
            var row = await db.Settings.FindAsync([pair.Name], ct);
            if (row is null)
            {
                row = new SettingRow { Name = pair.Name, Value = "", ModifiedMs = 0, UpdatedBy = "" };
                db.Settings.Add(row);
            }

            row.Value = pair.Value;
            row.ModifiedMs = time.Now().Ms;
            row.UpdatedBy = caller.KeyId;
        }

        await db.SaveChangesAsync(ct);
        await AlertPlace.DisturbAllAsync(db, ct);
        return Answer.Ok(await GetConfiguration.ReadAsync(version, db, ct));
    }

    internal sealed class OneOrMany : JsonConverter<Changes>, IOneOrMany
    {
        public Type ElementType => typeof(Change);

        public override Changes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            var pair =
                (System.Text.Json.Serialization.Metadata.JsonTypeInfo<Change>)options.GetTypeInfo(typeof(Change));
            if (reader.TokenType == JsonTokenType.StartObject)
            {
                return new([JsonSerializer.Deserialize(ref reader, pair) ?? throw new JsonException()]);
            }

            if (reader.TokenType != JsonTokenType.StartArray)
            {
                throw new JsonException("The body must be an object or an array", "$", null, null);
            }

            var pairs = new List<Change>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
            {
                pairs.Add(JsonSerializer.Deserialize(ref reader, pair) ?? throw new JsonException());
            }

            return new(pairs);
        }

        public override void Write(Utf8JsonWriter writer, Changes value, JsonSerializerOptions options) =>
            throw new NotSupportedException();
    }
}
