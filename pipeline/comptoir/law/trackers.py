"""Hosts that pages commonly call, and what they are for.

Our own compilation, from the documentation of each service. A host stands for its sub-domains too.
What a service does with a visit decides which rule speaks; a host that is not here is still a third
party (CKI002).
"""

from dataclasses import dataclass
from enum import Enum


class Use(Enum):
    """What a third party is called for."""

    ADVERTISING = "publicité et suivi"
    ANALYTICS = "mesure d’audience"
    SOCIAL = "réseau social"
    VIDEO = "vidéo"
    SOUND = "son"
    MAPS = "carte"
    FONTS = "polices"
    CAPTCHA = "captcha"
    WIDGET = "module externe"
    CHAT = "messagerie instantanée"
    LIBRARY = "bibliothèque de code"


@dataclass(frozen=True, slots=True)
class Service:
    """A third party: its name as a notice would write it, and its use."""

    name: str
    use: Use


_BY_USE: dict[Use, dict[str, tuple[str, ...]]] = {
    Use.ANALYTICS: {
        "Google Analytics": (
            "google-analytics.com", "analytics.google.com", "googletagmanager.com",
        ),
        "Hotjar": ("hotjar.com", "hotjar.io"),
        "Microsoft Clarity": ("clarity.ms",),
        "Matomo Cloud": ("matomo.cloud", "innocraft.cloud"),
        "AT Internet (Piano)": ("xiti.com", "ati-host.net", "aticdn.net", "at-o.net", "piano.io"),
        "Cloudflare Web Analytics": ("cloudflareinsights.com",),
        "Yandex Metrica": ("mc.yandex.ru", "metrika.yandex.ru"),
        "Statcounter": ("statcounter.com",),
        "Mixpanel": ("mixpanel.com", "mxpnl.com"),
        "Amplitude": ("amplitude.com",),
        "Segment": ("segment.com", "segment.io"),
        "Heap": ("heap.io", "heapanalytics.com"),
        "FullStory": ("fullstory.com",),
        "Mouseflow": ("mouseflow.com",),
        "Crazy Egg": ("crazyegg.com",),
        "Contentsquare": ("contentsquare.net", "contentsquare.com", "clicktale.net"),
        "Kameleoon": ("kameleoon.com", "kameleoon.eu", "kameleoon.io"),
        "AB Tasty": ("abtasty.com",),
        "Smartlook": ("smartlook.com",),
        "New Relic": ("nr-data.net", "newrelic.com"),
        "WordPress.com Stats": ("stats.wp.com", "pixel.wp.com"),
        "Histats": ("histats.com",),
        "Weborama": ("weborama.fr", "weborama.com"),
        "Adobe Analytics": ("omtrdc.net", "2o7.net", "demdex.net", "everesttech.net"),
        "Médiamétrie": ("estat.com",),
    },
    Use.ADVERTISING: {
        "Google Ads": (
            "doubleclick.net", "googleadservices.com", "googlesyndication.com",
            "adservice.google.com", "google.com/ads", "adtrafficquality.google",
        ),
        "pixel Meta": ("connect.facebook.net/en_US/fbevents.js", "facebook.com/tr"),
        "Microsoft Advertising": ("bat.bing.com", "bat.bing.net"),
        "LinkedIn Insight": ("snap.licdn.com", "px.ads.linkedin.com", "ads.linkedin.com"),
        "X Ads": ("ads-twitter.com", "analytics.twitter.com", "t.co/i/adsct"),
        "pixel TikTok": ("analytics.tiktok.com",),
        "Pinterest Tag": ("ct.pinterest.com", "s.pinimg.com/ct"),
        "Snap Pixel": ("sc-static.net", "tr.snapchat.com"),
        "Criteo": ("criteo.com", "criteo.net"),
        "Taboola": ("taboola.com",),
        "Outbrain": ("outbrain.com",),
        "Amazon Ads": ("amazon-adsystem.com",),
        "AddThis": ("addthis.com", "addthisedge.com"),
        "ShareThis": ("sharethis.com",),
        "AddToAny": ("addtoany.com",),
        "HubSpot": ("hs-scripts.com", "hs-analytics.net", "hsforms.net", "hs-banner.com",
                    "hubspot.com", "hscollectedforms.net"),
        "Pardot": ("pardot.com",),
        "Marketo": ("marketo.net", "marketo.com"),
        "Brevo (suivi)": ("sibautomation.com",),
        "Mailchimp (suivi)": ("chimpstatic.com",),
        "ActiveCampaign": ("trackcmp.net",),
        "AppNexus (Xandr)": ("adnxs.com",),
        "Quantcast": ("quantserve.com", "quantcount.com"),
        "ScorecardResearch": ("scorecardresearch.com",),
        "Teads": ("teads.tv",),
        "Smart AdServer": ("smartadserver.com",),
        "Awin": ("dwin1.com", "awin1.com"),
        "Effiliation": ("effiliation.com",),
        "Kwanko": ("kwanko.com", "metaffiliation.com"),
    },
    Use.SOCIAL: {
        "Facebook": ("facebook.com", "facebook.net", "fbcdn.net", "fbsbx.com"),
        "X (Twitter)": ("platform.twitter.com", "syndication.twitter.com", "twitter.com", "x.com",
                        "twimg.com"),
        "LinkedIn": ("platform.linkedin.com", "linkedin.com", "licdn.com"),
        "Instagram": ("instagram.com", "cdninstagram.com"),
        "TikTok": ("tiktok.com", "ttwstatic.com"),
        "Pinterest": ("pinterest.com", "pinimg.com", "pinterest.fr"),
        "Disqus": ("disqus.com", "disquscdn.com"),
        "Threads": ("threads.net",),
        "Reddit": ("redditstatic.com", "embed.reddit.com"),
        "Elfsight": ("elfsight.com", "elfsightcdn.com"),
        "Juicer": ("juicer.io",),
    },
    Use.VIDEO: {
        "YouTube": ("youtube.com", "youtube-nocookie.com", "youtu.be", "ytimg.com"),
        "Vimeo": ("vimeo.com", "vimeocdn.com"),
        "Dailymotion": ("dailymotion.com", "dmcdn.net", "dai.ly"),
        "Twitch": ("twitch.tv",),
        "Wistia": ("wistia.com", "wistia.net"),
        "Brightcove": ("brightcove.net", "brightcove.com"),
        "Ausha": ("ausha.co",),
    },
    Use.SOUND: {
        "SoundCloud": ("soundcloud.com", "sndcdn.com"),
        "Spotify": ("spotify.com", "scdn.co"),
        "Deezer": ("deezer.com",),
        "Acast": ("acast.com",),
        "Mixcloud": ("mixcloud.com",),
    },
    Use.MAPS: {
        "Google Maps": ("maps.google.com", "maps.googleapis.com", "maps.gstatic.com",
                        "google.com/maps", "google.fr/maps", "maps.google.fr"),
        "OpenStreetMap": ("openstreetmap.org", "openstreetmap.fr", "osm.org"),
        "uMap": ("umap.openstreetmap.fr", "umap.incubateur.anct.gouv.fr"),
        "Mapbox": ("mapbox.com",),
        "Bing Maps": ("virtualearth.net",),
        "Leaflet (tuiles CARTO)": ("cartocdn.com", "carto.com"),
        "MapTiler": ("maptiler.com",),
        "Stadia Maps": ("stadiamaps.com",),
        "Esri": ("arcgis.com", "arcgisonline.com"),
        "HERE": ("here.com", "hereapi.com"),
        "Géoportail": ("geoportail.gouv.fr", "data.geopf.fr"),
    },
    Use.FONTS: {
        "Google Fonts": ("fonts.googleapis.com", "fonts.gstatic.com"),
        "Adobe Fonts": ("use.typekit.net", "p.typekit.net", "typekit.com"),
        "Font Awesome": ("use.fontawesome.com", "kit.fontawesome.com", "ka-f.fontawesome.com",
                         "ka-p.fontawesome.com"),
        "Bunny Fonts": ("fonts.bunny.net",),
        "fonts.com": ("fast.fonts.net", "fonts.com"),
        "Cloud.typography": ("cloud.typography.com",),
        "Fontshare": ("api.fontshare.com", "cdn.fontshare.com"),
    },
    Use.CAPTCHA: {
        "Google reCAPTCHA": ("google.com/recaptcha", "recaptcha.net", "gstatic.com/recaptcha"),
        "hCaptcha": ("hcaptcha.com",),
        "Cloudflare Turnstile": ("challenges.cloudflare.com",),
        "FriendlyCaptcha": ("friendlycaptcha.com", "frcapi.com"),
    },
    Use.WIDGET: {
        "HelloAsso": ("helloasso.com", "helloasso.org"),
        "Calendly": ("calendly.com",),
        "Google Forms": ("docs.google.com/forms", "forms.gle"),
        "Google Docs": ("docs.google.com", "drive.google.com"),
        "Google Agenda": ("calendar.google.com", "google.com/calendar"),
        "Mailchimp": ("list-manage.com", "mailchimp.com", "mcusercontent.com"),
        "Brevo": ("sibforms.com", "sendinblue.com", "brevo.com"),
        "Mailjet": ("mailjet.com", "mjt.lu"),
        "Typeform": ("typeform.com",),
        "Jotform": ("jotform.com", "jotformeu.com"),
        "Tally": ("tally.so",),
        "Framaforms": ("framaforms.org",),
        "Microsoft Forms": ("forms.office.com", "forms.microsoft.com"),
        "Eventbrite": ("eventbrite.com", "eventbrite.fr"),
        "Weezevent": ("weezevent.com",),
        "BilletWeb": ("billetweb.fr",),
        "Yurplan": ("yurplan.com",),
        "Doctolib": ("doctolib.fr",),
        "TimeTree": ("timetreeapp.com",),
        "OpenAgenda": ("openagenda.com",),
        "TripAdvisor": ("tripadvisor.com", "tripadvisor.fr", "jscache.com"),
        "Trustpilot": ("trustpilot.com",),
        "Avis vérifiés": ("avis-verifies.com", "skeepers.io"),
        "PayPal": ("paypal.com", "paypalobjects.com"),
        "Stripe": ("stripe.com",),
        "Google Traduction": ("translate.google.com", "translate.googleapis.com"),
        "Issuu": ("issuu.com",),
        "Calaméo": ("calameo.com",),
        "Flickr": ("flickr.com", "staticflickr.com"),
        "Genially": ("genial.ly", "genially.com"),
        "Canva": ("canva.com",),
        "Powr": ("powr.io",),
    },
    Use.CHAT: {
        "Crisp": ("crisp.chat",),
        "Tawk.to": ("tawk.to",),
        "Intercom": ("intercom.io", "intercomcdn.com", "intercom.com"),
        "Zendesk": ("zdassets.com", "zendesk.com", "zopim.com"),
        "Drift": ("drift.com", "driftt.com"),
        "iAdvize": ("iadvize.com",),
        "Tidio": ("tidio.co", "tidiochat.com"),
        "Smartsupp": ("smartsuppchat.com", "smartsupp.com"),
    },
    Use.LIBRARY: {
        "jsDelivr": ("jsdelivr.net",),
        "cdnjs": ("cdnjs.cloudflare.com",),
        "unpkg": ("unpkg.com",),
        "Google Hosted Libraries": ("ajax.googleapis.com",),
        "jQuery CDN": ("code.jquery.com",),
        "Bootstrap CDN": ("bootstrapcdn.com",),
        "Gravatar": ("gravatar.com",),
        "WordPress.com": ("wp.com",),
    },
}  # fmt: skip

SERVICES: dict[str, Service] = {
    host: Service(name, use)
    for use, services in _BY_USE.items()
    for name, hosts in services.items()
    for host in hosts
}
_WITH_PATH = sorted((host for host in SERVICES if "/" in host), key=len, reverse=True)

# What an inline script says when it starts a tracker, with the service it starts.
SNIPPETS: dict[str, Service] = {
    "GoogleAnalyticsObject": Service("Google Analytics", Use.ANALYTICS),
    "gtag(": Service("Google Analytics", Use.ANALYTICS),
    "gtm.start": Service("Google Tag Manager", Use.ANALYTICS),
    "fbq(": Service("pixel Meta", Use.ADVERTISING),
    "ttq.load(": Service("pixel TikTok", Use.ADVERTISING),
    "_linkedin_partner_id": Service("LinkedIn Insight", Use.ADVERTISING),
    "twq(": Service("X Ads", Use.ADVERTISING),
    "pintrk(": Service("Pinterest Tag", Use.ADVERTISING),
    "snaptr(": Service("Snap Pixel", Use.ADVERTISING),
    "_hjSettings": Service("Hotjar", Use.ANALYTICS),
    "_paq.push(": Service("Matomo", Use.ANALYTICS),
}


def service_of(host: str, path: str = "") -> Service | None:
    """Return the known service that answers at an address, sub-domains included.

    >>> service_of("www.youtube.com").name, service_of("www.google.com", "/maps/embed").name
    ('YouTube', 'Google Maps')
    >>> service_of("ateliers.example.org")
    """
    labels = host.lower().rstrip(".").split(".")
    suffixes = [".".join(labels[start:]) for start in range(len(labels))]
    for known in _WITH_PATH:
        name, _, start = known.partition("/")
        if name in suffixes and path.startswith(f"/{start}"):
            return SERVICES[known]
    return next((SERVICES[suffix] for suffix in suffixes if suffix in SERVICES), None)
