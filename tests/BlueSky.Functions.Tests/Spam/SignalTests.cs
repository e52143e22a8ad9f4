using BlueSky.Functions.Spam;
using BlueSky.Functions.Tests.Forms;

namespace BlueSky.Functions.Tests.Spam;

public sealed class SignalTests
{
    private static readonly SpamSettings Settings = new(5, 10, TimeSpan.FromSeconds(3), 8);

    [Theory]
    [InlineData(null, "")]
    [InlineData(0, "sent at once 4")]
    [InlineData(999, "sent at once 4")]
    [InlineData(1_000, "too fast 2")]
    [InlineData(2_999, "too fast 2")]
    [InlineData(3_000, "")]
    [InlineData(80_000_000, "")]
    public void Haste_is_suspicious_and_slowness_is_not(int? milliseconds, string signals) =>
        Assert.Equal(signals, Written(SourceSignals.Of(
            new PostSource("192.0.2.1", milliseconds is { } ms ? TimeSpan.FromMilliseconds(ms) : null, false, true),
            Settings)));

    [Fact]
    public void A_program_gives_itself_away() =>
        Assert.Equal(
            "a driven browser 5, no browser 1",
            Written(SourceSignals.Of(new PostSource("192.0.2.1", null, IsAutomated: true, IsBrowser: false), Settings)));

    [Theory]
    [InlineData("My doctor: https://www.ruiz.example/ruiz.html, and she told me to write to you.", "1 link 1")]
    [InlineData("https://www.ruiz.example/about/ruiz.html", "1 link 1, mostly links 2")]
    [InlineData("https://a.example.org/1 https://a.example.org/1", "1 link 1")]
    [InlineData("https://doi.org/10.1/a https://pubmed.ncbi.nlm.nih.gov/1 https://hsc.unm.edu/x www.nature.com/y", "")]
    [InlineData("https://doi.org/10.1/a https://www.example.net/b", "1 link 1, mostly links 2")]
    [InlineData("see example.org and www.example.net for what I tried before, please", "2 links 2")]
    [InlineData("a.example.org/1 b.example.org/2 c.example.org/3", "3 links 5, mostly links 2")]
    [InlineData("Great offer at http://203.0.113.7/ for you, my dear friend", "1 link 1, shady link 3")]
    [InlineData("<a href=x>pills</a>", "markup 3")]
    [InlineData("[URL=x]pills[/URL]", "markup 3")]
    [InlineData("<script>x</script>", "markup 3")]
    [InlineData("</a>", "markup 3")]
    [InlineData("<img/src=x>", "markup 3")]
    [InlineData("Pain is > 8 and < 9 at night, gabapentin <300mg> [3x daily]", "")]
    [InlineData("Pain <a lot, from Ann <a@ann.example>, <form attached>", "")]
    [InlineData("ينتظركم فريقنا", "")]
    public void Links_and_markup_count_by_their_number_and_their_share(string message, string signals) =>
        Assert.Equal(signals, OfText(("name", "Ada"), ("message", message)));

    [Fact]
    public void Links_between_much_text_count_less() =>
        Assert.Equal(
            "3 links 3",
            OfText(("message", new string('x', 400) + " a.example.org/1 b.example.org/2 c.example.org/3")));

    [Theory]
    [InlineData("name", "CheapMeds24.com", "link in name 2")]
    [InlineData("preferred_time", "http://example.org", "link in preferred_time 3")]
    [InlineData("Company", "www.example.org", "1 link 1, mostly links 2")]
    public void A_link_in_a_line_is_worse_than_one_in_a_text(string field, string value, string signals) =>
        Assert.Equal(signals, OfText((field, value)));

    [Theory]
    [InlineData("hTkQwZrLpn", "scrambled name 4")]
    [InlineData("MacKenzie O'Brien-Fitzgerald", "")]
    [InlineData("xkQbnmZrtwa", "scrambled name 4")]
    [InlineData("Christopher VanDerWaal", "")]
    [InlineData("LaToya DuBois-McCoy", "")]
    [InlineData("MaryAnnSmithJones", "")]
    [InlineData("JOHN DELGADO", "")]
    [InlineData("Nguyễn Thị Minh Khai", "")]
    public void A_scrambled_name_is_told_from_an_unusual_one(string name, string signals) =>
        Assert.Equal(signals, OfText(("name", name)));

    [Theory]
    [InlineData("He lost money in online casinos", "a sales word 3")]
    [InlineData("He lost it all in crypto trading, online casinos and sports betting", "a sales word 3")]
    [InlineData("Crypto trading and online casinos, as said on https://www.nami.org/x", "a sales word by a link 4")]
    [InlineData("Crypto trading and online casinos: https://www.example.net/x", "sales words 5")]
    [InlineData("Backlinks and guest posts for your site", "sales words 5")]
    [InlineData("Продвижение сайтов и рассылка по базам", "sales words 5")]
    [InlineData("We do SEO services, see www.example.net", "a sales word by a link 4")]
    [InlineData("Can I pay with a personal loan?", "")]
    [InlineData("I found you on the first page of Google, please add me to your email list", "")]
    [InlineData("We get you on the first page of Google", "a sales word 3")]
    [InlineData("Are there slots online? Is there more traffic in the morning?", "")]
    [InlineData("Сколько времени займёт лечение? Из-за боли нет заработка. Жду рассылку по почте", "")]
    public void Two_things_that_are_sold_through_forms_are_one_too_many(string message, string signals) =>
        Assert.Equal(signals, Written(SalesSignals.Of(
            Entries.Consultation, Entries.Of(Entries.Consultation, ("message", message)))));

    [Theory]
    [InlineData("I take Cialis for prostate and viagra before that", "")]
    [InlineData("sildenafil 20 mg 3x/day, tadalafil 5mg, my pharmacy is www.example.net", "")]
    [InlineData("Viagra and cialis: www.example.net", "a sales word by a link 4")]
    [InlineData("Viagra 100 mg, tadalafil 20 mg, buy now: www.example.net", "a sales word by a link 4")]
    [InlineData("Cheap viagra, no prescription needed", "a sales word 3")]
    public void A_medicine_that_is_taken_is_told_from_one_that_is_sold(string message, string signals) =>
        Assert.Equal(signals, Written(SalesSignals.Of(
            Entries.Consultation, Entries.Of(Entries.Consultation, ("message", message)))));

    private static string OfText(params (string, string)[] fields) =>
        Written(TextSignals.Of(Entries.Consultation, Entries.Of(Entries.Consultation, fields)));

    private static string Written(IEnumerable<Signal> signals) =>
        string.Join(", ", signals.Select(signal => $"{signal.Reason} {signal.Points}"));
}
