using System.Net;
using System.Text;
using ElasticAccess.Console.Reaching;
using ElasticAccess.Console.SignIn;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace ElasticAccess.Console.Downloads;

/// <summary>
/// An answer that the browser saves. Lines are sent as they are read, so that none is too long. What the API refuses
/// leads to the page with the same question, which says why.
/// </summary>
internal static class CsvFile
{
    public static async Task AnswerAsync(
        HttpContext context, string name, Func<ElasticAccessClient, IAsyncEnumerable<string>> lines)
    {
        using var api = context.RequestServices.GetRequiredService<ServiceDoor>().Open(Visitor.Find(context)!.Key);
        try
        {
            await foreach (var line in lines(api))
            {
                if (!context.Response.HasStarted)
                {
                    context.Response.ContentType = "text/csv; charset=utf-8";
                    context.Response.Headers.ContentDisposition = $"attachment; filename=\"{name}\"";
                }

                await context.Response.WriteAsync(line, context.RequestAborted);
            }
        }
        catch (UnreadableException)
        {
            LeadToPage(context);
        }
        catch (ElasticAccessException fault) when (!context.Response.HasStarted)
        {
            if (fault.StatusCode == HttpStatusCode.Unauthorized)
            {
                context.Response.Redirect($"{ConsoleCookie.SignInPath}?why={SignInFault.Ended}");
                return;
            }

            LeadToPage(context);
        }
    }

    /// <summary>The page has the address of its file, without the ending.</summary>
    public static void LeadToPage(HttpContext context)
    {
        var page = context.Request.Path.Value![..^".csv".Length];
        page = page.Replace("usage-rows", "usage/rows", StringComparison.Ordinal);
        context.Response.Redirect($"{page}{context.Request.QueryString}");
    }

    /// <summary>One line. A text that a spreadsheet would take for a formula is marked as a text.</summary>
    public static string Line(params IEnumerable<string?> cells) => string.Join(',', cells.Select(Cell)) + "\r\n";

    private static string Cell(string? text)
    {
        text ??= "";
        var isNumber = decimal.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _);
        if (!isNumber && text.Length > 0 && text[0] is ('=' or '+' or '-' or '@' or '\t' or '\r'))
        {
            text = $"'{text}";
        }

        return text.AsSpan().IndexOfAny(",\"\r\n") < 0
            ? text
            : new StringBuilder(text).Replace("\"", "\"\"").Insert(0, '"').Append('"').ToString();
    }
}
