using BlueSky.Functions.Spam;

namespace BlueSky.Functions.Tests.Spam;

public sealed class LinksTests
{
    [Theory]
    [InlineData("see https://hsc.unm.edu/directory/ruiz.html", "https://hsc.unm.edu/directory/ruiz.html")]
    [InlineData("HTTP://EXAMPLE.ORG", "HTTP://EXAMPLE.ORG")]
    [InlineData("at www.example.photography now", "www.example.photography")]
    [InlineData("(example.com)", "example.com")]
    [InlineData("my-clinic.example.org/a?b=c", "my-clinic.example.org/a?b=c")]
    [InlineData("казино-онлайн.ru", "казино-онлайн.ru")]
    [InlineData("bit.ly/3xQ", "bit.ly/3xQ")]
    public void A_link_is_found(string text, string link) => Assert.Equal([link], Links.In(text));

    [Theory]
    [InlineData("my back hurts.so bad.call me.please")]
    [InlineData("write to ada@example.com")]
    [InlineData("write to ada.lovelace@mail.example.org, please")]
    [InlineData("L4/L5, 120 MME, A1c 7.1, gabapentin <300mg> 3x")]
    [InlineData("Dr. Ruiz (ret.), St.James, 9.30 a.m.")]
    [InlineData("tramadol 50.mg/day, insulin 4.ml/h, legs.numbness/tingling")]
    public void What_people_write_is_not_taken_for_one(string text) => Assert.Empty(Links.In(text));

    [Theory]
    [InlineData("https://bit.ly/3xQ", true)]
    [InlineData("t.me/invest", true)]
    [InlineData("http://203.0.113.7/x", true)]
    [InlineData("http://203.0.113.7:8080", true)]
    [InlineData("https://clicks.cheap.top/a", true)]
    [InlineData("https://www.example.org/click.top", false)]
    [InlineData("https://hsc.unm.edu/directory", false)]
    [InlineData("https://notbit.ly.example.org/", false)]
    [InlineData("https://goo.gl/x", true)]
    [InlineData("https://goo.gl/maps/x", false)]
    public void A_link_that_hides_where_it_leads_is_told_from_others(string link, bool isShady) =>
        Assert.Equal(isShady, Links.IsShady(link));

    [Theory]
    [InlineData("https://pubmed.ncbi.nlm.nih.gov/31734084/")]
    [InlineData("clinicaltrials.gov")]
    [InlineData("(https://doi.org/10.1056/NEJMoa2302814).")]
    [InlineData("www.nejm.org,")]
    [InlineData("https://hsc.unm.edu/directory/ruiz.html")]
    [InlineData("https://www.nice.nhs.uk/guidance")]
    [InlineData("http://www.ox.ac.uk")]
    [InlineData("https://mychart.clinic.example/MyChart/Authentication/Login")]
    [InlineData("https://www.google.com/maps/place/x")]
    [InlineData("https://maps.app.goo.gl/Zx81kQ")]
    [InlineData("HTTPS://EN.WIKIPEDIA.ORG:443/wiki/Ketamine")]
    public void A_link_to_where_patients_read_and_have_their_records_is_familiar(string text) =>
        Assert.All(Links.In(text), link => Assert.True(Links.IsFamiliar(link)));

    [Theory]
    [InlineData("https://nih.gov.example.net/")]
    [InlineData("https://nih.gov@example.net/")]
    [InlineData("https://nih.gov:80@example.net/")]
    [InlineData("https://example.net/nih.gov")]
    [InlineData("https://example.net?nih.gov")]
    [InlineData("https://notdoi.org/x")]
    [InlineData("https://example.gov\\@example.net")]
    [InlineData("https://www.google.com/url?q=https://example.net")]
    [InlineData("https://example.mychart.example.net/")]
    [InlineData("https://mychart")]
    public void A_link_that_only_names_such_a_place_is_not(string text) =>
        Assert.False(Links.IsFamiliar(Assert.Single(Links.In(text))));
}
