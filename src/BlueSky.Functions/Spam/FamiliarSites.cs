namespace BlueSky.Functions.Spam;

/// <summary>
/// Websites that patients link to: authorities and universities, medical journals and reference works, patient portals,
/// directories of doctors, pharmacies, insurers, maps. Spammers link to their own websites.
/// </summary>
internal static class FamiliarSites
{
    private static readonly HashSet<string> Domains = new(StringComparer.OrdinalIgnoreCase)
    {
        // Authorities and universities; for those under country domains, see PublicLabels.
        "gov", "edu", "mil", "int", "europa.eu", "nhs.uk", "has-sante.fr",
        // Journals and registers.
        "doi.org", "nejm.org", "jamanetwork.com", "thelancet.com", "bmj.com", "nature.com", "science.org", "cell.com",
        "sciencedirect.com", "springer.com", "wiley.com", "oup.com", "sagepub.com", "tandfonline.com", "karger.com",
        "lww.com", "plos.org", "mdpi.com", "frontiersin.org", "biomedcentral.com", "psychiatryonline.org",
        "ahajournals.org", "annals.org", "aafp.org", "cochrane.org", "cochranelibrary.com", "europepmc.org",
        "medrxiv.org", "semanticscholar.org", "researchgate.net", "scholar.google.com", "isrctn.com",
        // Reference works and societies.
        "wikipedia.org", "mayoclinic.org", "clevelandclinic.org", "hopkinsmedicine.org", "massgeneral.org", "webmd.com",
        "medscape.com", "drugs.com", "rxlist.com", "goodrx.com", "uptodate.com", "healthline.com", "verywellmind.com",
        "verywellhealth.com", "medicalnewstoday.com", "everydayhealth.com", "merckmanuals.com", "statnews.com",
        "spravato.com", "spravatorems.com", "spravatohcp.com", "psychiatry.org", "apa.org", "asahq.org", "asra.com",
        "nami.org", "adaa.org", "heart.org", "cancer.org", "vinmec.com",
        // Portals, laboratories, directories.
        "mychart.org", "mychart.com", "followmyhealth.com", "healow.com", "athenahealth.com", "nextmd.com",
        "medfusion.net", "eclinicalworks.com", "patientfusion.com", "phreesia.net", "labcorp.com",
        "questdiagnostics.com", "myquest.com", "zocdoc.com", "healthgrades.com", "vitals.com", "doximity.com",
        "psychologytoday.com",
        // Pharmacies and insurers.
        "walgreens.com", "cvs.com", "riteaid.com", "express-scripts.com", "optumrx.com", "bcbs.com", "bcbsnm.com",
        "aetna.com", "cigna.com", "humana.com", "uhc.com", "kp.org", "kaiserpermanente.org", "phs.org",
        "molinahealthcare.com", "aarp.org",
        // Maps, and profile pages in signatures.
        "maps.google.com", "maps.app.goo.gl", "maps.apple.com", "linkedin.com", "facebook.com", "instagram.com",
    };

    // "ac.uk", "gov.au", "gob.mx", "gouv.fr", "gc.ca"
    private static readonly HashSet<string> PublicLabels = new(StringComparer.OrdinalIgnoreCase)
    {
        "ac", "edu", "gov", "govt", "gob", "gouv", "gub", "gc", "nhs",
    };

    // Clinics have their portal on their own domain.
    private static readonly HashSet<string> PortalLabels = new(StringComparer.OrdinalIgnoreCase)
    {
        "mychart", "patientportal", "myhealth",
    };

    /// <param name="path">Only used to recognise map links.</param>
    public static bool Has(string host, string path)
    {
        var labels = host.Split('.');
        return PortalLabels.Contains(labels[0])
            || (labels is [.., _, var second, { Length: 2 }] && PublicLabels.Contains(second))
            || (path.StartsWith("/maps", StringComparison.Ordinal)
                && host.ToUpperInvariant() is "GOO.GL" or "GOOGLE.COM" or "WWW.GOOGLE.COM")
            || Enumerable.Range(0, labels.Length).Any(first => Domains.Contains(string.Join('.', labels[first..])));
    }
}
