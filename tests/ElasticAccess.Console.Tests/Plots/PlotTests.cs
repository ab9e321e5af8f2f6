using System.Xml.Linq;
using ElasticAccess.Client.Models;
using ElasticAccess.Console.Components.Plots;
using ElasticAccess.Console.Reaching;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.JSInterop;
using Radzen;

namespace ElasticAccess.Console.Tests.Plots;

/// <summary>What the chart library draws is a picture that a page without inline styles and scripts may hold.</summary>
public sealed class PlotTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData(2, 2)]
    [InlineData(6, 6)]
    [InlineData(7, 4)]
    [InlineData(366, 6)]
    public async Task There_is_a_column_for_each_value_and_room_for_each_label(int values, int labels)
    {
        var drawing = await DrawAsync<Columns>(new()
        {
            ["Caption"] = "Net <tokens> & more",
            ["Values"] = (IReadOnlyList<(string, decimal)>)
                [.. Enumerable.Range(0, values).Select(i => ($"day <{i}>", i % 7 - 1.5m))],
        });

        Assert.Equal("Net <tokens> & more", drawing.Attribute("aria-label")?.Value);
        Assert.Equal(values, Within(drawing, "rz-column-series").Count(element => element.Name.LocalName == "path"));
        Assert.Equal(
            Enumerable.Range(0, labels).Select(i => $"day <{i * ((values + 5) / 6)}>"),
            Within(drawing, "rz-category-axis").Where(text => text.Value.Length > 0 && text.Name.LocalName == "text")
                .Select(text => text.Value));
    }

    [Theory]
    [InlineData(0, 0, null, 2)]
    [InlineData(10, 0, null, 2)]
    [InlineData(100, 0, 10, 3)]
    [InlineData(-5, 0, null, 2)]
    [InlineData(10, 200, null, 4)]
    public async Task What_was_left_is_drawn_through_and_what_will_be_is_dashed_down_to_nothing(
        int perDay, int expiring, int? goneAfter, int corners)
    {
        var drawing = await DrawAsync<BurnDown>(new()
        {
            ["Points"] = (IReadOnlyList<(DateTimeOffset, decimal)>)
                [.. Enumerable.Range(-30, 31).Select(day => (Now.AddDays(day), 1_000m - day))],
            ["Forecast"] = Forecast(perDay, expiring, goneAfter),
        });

        var lines = drawing.Descendants().Where(element => Is(element, "rz-line-series"))
            .Select(series => series.Elements().First(element => element.Name.LocalName == "path")).ToList();
        Assert.Equal(2, lines.Count);
        Assert.Null(lines[0].Attribute("stroke-dasharray"));
        Assert.NotNull(lines[1].Attribute("stroke-dasharray"));
        Assert.Equal(31, Corners(lines[0]));
        Assert.Equal(corners, Corners(lines[1]));
    }

    [Theory]
    [InlineData(0, 0, null, "0 1000, 30 1000")]
    [InlineData(10, 0, null, "0 1000, 30 700")]
    [InlineData(-5, 0, null, "0 1000, 30 1000")]
    [InlineData(100, 0, 10, "0 1000, 10 0, 30 0")]
    [InlineData(10, 200, null, "0 1000, 5 950, 5 750, 30 500")]
    [InlineData(0, 1000, null, "0 1000, 5 1000, 5 0, 30 0")]
    [InlineData(100, 200, 8, "0 1000, 5 500, 5 300, 8 0, 30 0")]
    public void What_expires_is_cut_off_when_it_does(int perDay, int expiring, int? goneAfter, string expected) =>
        Assert.Equal(expected, string.Join(", ", LeftAhead.Of(Forecast(perDay, expiring, goneAfter), 30)
            .Select(corner => FormattableString.Invariant($"{(corner.Time - Now).TotalDays} {corner.Left:0.##}"))));

    [Theory]
    [InlineData(10, 0, null, "1,000 tokens left. At the mean, 10 a day, no end is in sight.")]
    [InlineData(100, 0, 10, "1,000 tokens left. At the mean, 100 a day, they run out on 12-02.")]
    [InlineData(
        0, 1000, null,
        "1,000 tokens left. At the mean, 0 a day, they do not run out. 1,000 expire unused, the first on 11-27.")]
    [InlineData(
        100, 200, 8,
        "1,000 tokens left. At the mean, 100 a day, the others run out on 11-30. 200 expire unused, the first on "
        + "11-27.")]
    public void The_plot_in_words(int perDay, int expiring, int? goneAfter, string expected) => Assert.Equal(
        expected,
        LeftAhead.Sentence(
            Forecast(perDay, expiring, goneAfter),
            day => day.ToString("MM-dd", System.Globalization.CultureInfo.InvariantCulture)));

    // A line item that ends in five days, and one that does not.
    private static InstanceForecast Forecast(int perDay, int expiring, int? goneAfter) => new(
        "I", Now, 30, "mean", 1_000, perDay, expiring,
        [
            new("A", LineItemState.Deployed, Now.AddDays(-9), Now.AddDays(5), expiring, 0, expiring),
            new("B", LineItemState.Deployed, Now.AddDays(-9), DateTimeOffset.MaxValue, 1_000 - expiring, 0, 0),
        ])
    {
        TokensGoneAt = goneAfter is { } days ? Now.AddDays(days) : null,
    };

    private static int Corners(XElement path) => path.Attribute("d")!.Value.Count(letter => letter is 'M' or 'L');

    private static bool Is(XElement element, string name) =>
        element.Attribute("class")?.Value.Split(' ').Contains(name) is true;

    private static IEnumerable<XElement> Within(XElement drawing, string name) =>
        drawing.Descendants().Where(element => Is(element, name)).SelectMany(element => element.Descendants());

    private static async Task<XElement> DrawAsync<T>(Dictionary<string, object?> parameters)
        where T : IComponent
    {
        var services = new ServiceCollection().AddLogging().AddRadzenComponents()
            .AddSingleton<IJSRuntime, NoScript>().AddSingleton<NavigationManager, Standing>()
            .AddCascadingValue<HttpContext>(_ => new DefaultHttpContext());
        await using var provider = services.BuildServiceProvider();
        await using var renderer = new HtmlRenderer(provider, provider.GetRequiredService<ILoggerFactory>());
        var html = await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<T>(ParameterView.FromDictionary(parameters))).ToHtmlString());
        Assert.DoesNotContain("style=", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
        var from = html.IndexOf("<svg", StringComparison.Ordinal);
        var drawing = XElement.Parse(html[from..(html.IndexOf("</svg>", StringComparison.Ordinal) + "</svg>".Length)]);
        Assert.Equal("-16 0 752 250", drawing.Attribute("viewBox")?.Value);
        Assert.Equal("img", drawing.Attribute("role")?.Value);
        return drawing;
    }

    /// <summary>There is none on the server, and nothing may ask for it.</summary>
    private sealed class NoScript : IJSRuntime
    {
        public ValueTask<T> InvokeAsync<T>(string identifier, object?[]? args) => throw new NotSupportedException();

        public ValueTask<T> InvokeAsync<T>(string identifier, CancellationToken cancellationToken, object?[]? args) =>
            throw new NotSupportedException();
    }

    private sealed class Standing : NavigationManager
    {
        public Standing() => Initialize("http://localhost/", "http://localhost/console");
    }
}
