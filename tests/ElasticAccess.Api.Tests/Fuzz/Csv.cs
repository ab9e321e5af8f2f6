using System.Text;
using ElasticAccess.Api.Tests.BackOffice;
using Microsoft.AspNetCore.Http;

namespace ElasticAccess.Api.Tests.Fuzz;

/// <summary>Texts for an import: rows of the shop's product under the header of the example, or nearly so.</summary>
internal static class Csv
{
    private static readonly string[] Odd =
        ["", "x", "-1", "9999999999999999", "\"open", "2026-02-30", "=1+1", "\0", ";"];

    // One byte more than is read (contract 19).
    private static readonly string TooLong = new('x', (32 * 1024 * 1024) + 1);

    public static string Draw(Random random, Shop shop, string example, int wanted)
    {
        if (wanted == StatusCodes.Status413PayloadTooLarge && random.Next(2) == 0)
        {
            return TooLong;
        }

        var text = new StringBuilder(example.Split('\n')[0]).Append('\n');
        var sale = random.Next(1_000_000);
        for (var row = random.Next(1, 4); row > 0; row--)
        {
            string[] fields =
            [
                $"csv-{sale}", shop.Account, $"csv-{sale}-{row}", $"p-{shop.Mark}", "1", $"m-{shop.Mark}", "",
                $"{random.Next(1, 100)}", "2026-01-01", "",
            ];
            if (random.Next(4) == 0)
            {
                fields[random.Next(fields.Length)] = World.Pick(random, Odd);
            }

            text.AppendJoin(',', fields).Append('\n');
        }

        return random.Next(10) == 0 ? text.ToString(0, random.Next(text.Length)) : text.ToString();
    }
}
