//! A deck as a presentation for other programs (Office Open XML): a picture per slide, its title, its words, its notes.

use crate::cli::export::deck::Slide;
use crate::cli::export::zip::Archive;
use crate::model::letters::without_controls;
use crate::model::link::escape;

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.presentationml";
const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const SPACES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
    xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" \
    xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
const COLOURS: &str = "<p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" \
    accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>";
/// What every tree of shapes begins with.
const GROUP: &str = "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>";

/// A slide's width and height, in the format's units, 914,400 to the inch: 16 to 9.
const WIDTH: u32 = 12_192_000;
const HEIGHT: u32 = 6_858_000;

/// The presentation of a deck, from its slides and their pictures.
pub fn presentation(title: &str, slides: &[Slide], pictures: &[Vec<u8>]) -> Vec<u8> {
    let has_notes = slides.iter().any(|slide| !slide.notes.is_empty());
    let mut archive = Archive::default();
    let mut put = |name: &str, content: String| archive.add(name, format!("{HEAD}{content}").as_bytes());
    put("[Content_Types].xml", content_types(slides, has_notes));
    put(
        "_rels/.rels",
        relations(&[
            (&office("officeDocument"), "ppt/presentation.xml"),
            (
                "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
                "docProps/core.xml",
            ),
        ]),
    );
    put("docProps/core.xml", core(title));
    put("ppt/presentation.xml", contents(slides.len(), has_notes));
    let mut parts = vec![(office("slideMaster"), "slideMasters/slideMaster1.xml".to_owned())];
    parts.extend((1..=slides.len()).map(|at| (office("slide"), format!("slides/slide{at}.xml"))));
    if has_notes {
        parts.push((office("notesMaster"), "notesMasters/notesMaster1.xml".to_owned()));
    }
    put(
        "ppt/_rels/presentation.xml.rels",
        relations(&parts.iter().map(|(kind, part)| (&**kind, &**part)).collect::<Vec<_>>()),
    );
    put("ppt/theme/theme1.xml", theme());
    put("ppt/slideMasters/slideMaster1.xml", master());
    put(
        "ppt/slideMasters/_rels/slideMaster1.xml.rels",
        relations(&[
            (&office("slideLayout"), "../slideLayouts/slideLayout1.xml"),
            (&office("theme"), "../theme/theme1.xml"),
        ]),
    );
    put("ppt/slideLayouts/slideLayout1.xml", layout());
    put(
        "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
        relations(&[(&office("slideMaster"), "../slideMasters/slideMaster1.xml")]),
    );
    if has_notes {
        put("ppt/theme/theme2.xml", theme());
        put("ppt/notesMasters/notesMaster1.xml", notes_master());
        put("ppt/notesMasters/_rels/notesMaster1.xml.rels", relations(&[(&office("theme"), "../theme/theme2.xml")]));
    }
    for (at, slide) in slides.iter().enumerate() {
        let number = at + 1;
        put(&format!("ppt/slides/slide{number}.xml"), slide_part(slide));
        let picture = format!("../media/slide{number}.png");
        let notes = format!("../notesSlides/notesSlide{number}.xml");
        let (layout, image, noted) = (office("slideLayout"), office("image"), office("notesSlide"));
        let mut of_slide = vec![(&*layout, "../slideLayouts/slideLayout1.xml"), (&*image, &*picture)];
        if !slide.notes.is_empty() {
            of_slide.push((&noted, &notes));
            put(&format!("ppt/notesSlides/notesSlide{number}.xml"), notes_part(slide));
            let back = format!("../slides/slide{number}.xml");
            let of_notes = [(&*office("notesMaster"), "../notesMasters/notesMaster1.xml"), (&*office("slide"), &*back)];
            put(&format!("ppt/notesSlides/_rels/notesSlide{number}.xml.rels"), relations(&of_notes));
        }
        put(&format!("ppt/slides/_rels/slide{number}.xml.rels"), relations(&of_slide));
    }
    for (at, picture) in pictures.iter().enumerate() {
        archive.add(&format!("ppt/media/slide{}.png", at + 1), picture);
    }
    archive.finish()
}

fn office(kind: &str) -> String {
    format!("{RELATIONS}/{kind}")
}

/// What a part refers to: `rId1` is the first of them.
fn relations(targets: &[(&str, &str)]) -> String {
    let each = targets.iter().enumerate().map(|(at, (kind, target))| {
        format!("<Relationship Id=\"rId{}\" Type=\"{kind}\" Target=\"{target}\"/>", at + 1)
    });
    let each: String = each.collect();
    format!(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{each}</Relationships>"
    )
}

fn content_types(slides: &[Slide], has_notes: bool) -> String {
    let mut parts = vec![
        ("presentation.xml".to_owned(), format!("{TYPES}.presentation.main+xml")),
        ("theme/theme1.xml".to_owned(), "application/vnd.openxmlformats-officedocument.theme+xml".to_owned()),
        ("slideMasters/slideMaster1.xml".to_owned(), format!("{TYPES}.slideMaster+xml")),
        ("slideLayouts/slideLayout1.xml".to_owned(), format!("{TYPES}.slideLayout+xml")),
    ];
    if has_notes {
        parts.push((
            "theme/theme2.xml".to_owned(),
            "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
        ));
        parts.push(("notesMasters/notesMaster1.xml".to_owned(), format!("{TYPES}.notesMaster+xml")));
    }
    for (at, slide) in slides.iter().enumerate() {
        parts.push((format!("slides/slide{}.xml", at + 1), format!("{TYPES}.slide+xml")));
        if !slide.notes.is_empty() {
            parts.push((format!("notesSlides/notesSlide{}.xml", at + 1), format!("{TYPES}.notesSlide+xml")));
        }
    }
    let parts = parts.iter().map(|(part, kind)| format!("<Override PartName=\"/ppt/{part}\" ContentType=\"{kind}\"/>"));
    let parts: String = parts.collect();
    format!(
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
        <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
        <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/>\
        <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>\
        {parts}</Types>"
    )
}

fn core(title: &str) -> String {
    format!(
        "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
        xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{}</dc:title></cp:coreProperties>",
        escaped(title)
    )
}

fn contents(slides: usize, has_notes: bool) -> String {
    // Behind the master, which is the first; the numbers of slides begin with 256.
    let each = (0..slides).map(|at| format!("<p:sldId id=\"{}\" r:id=\"rId{}\"/>", 256 + at, at + 2));
    let each: String = each.collect();
    let notes = format!("<p:notesMasterIdLst><p:notesMasterId r:id=\"rId{}\"/></p:notesMasterIdLst>", slides + 2);
    let notes = if has_notes { &*notes } else { "" };
    format!(
        "<p:presentation {SPACES}><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst>{notes}\
        <p:sldIdLst>{each}</p:sldIdLst><p:sldSz cx=\"{WIDTH}\" cy=\"{HEIGHT}\"/><p:notesSz cx=\"{HEIGHT}\" cy=\"9144000\"/></p:presentation>"
    )
}

/// A theme is required; nothing that is shown uses it.
fn theme() -> String {
    let colour = |name: &str, value: &str| format!("<a:{name}><a:srgbClr val=\"{value}\"/></a:{name}>");
    let colours: String = [("dk1", "000000"), ("lt1", "FFFFFF"), ("dk2", "1A1A1A"), ("lt2", "F5F5F5")]
        .into_iter()
        .chain(
            ["accent1", "accent2", "accent3", "accent4", "accent5", "accent6", "hlink", "folHlink"]
                .map(|name| (name, "1F4E8C")),
        )
        .map(|(name, value)| colour(name, value))
        .collect();
    let font = "<a:latin typeface=\"Arial\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>";
    let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>".repeat(3);
    let line = "<a:ln><a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill></a:ln>".repeat(3);
    let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>".repeat(3);
    format!(
        "<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"quarterdeck\"><a:themeElements>\
        <a:clrScheme name=\"quarterdeck\">{colours}</a:clrScheme>\
        <a:fontScheme name=\"quarterdeck\"><a:majorFont>{font}</a:majorFont><a:minorFont>{font}</a:minorFont></a:fontScheme>\
        <a:fmtScheme name=\"quarterdeck\"><a:fillStyleLst>{fill}</a:fillStyleLst><a:lnStyleLst>{line}</a:lnStyleLst>\
        <a:effectStyleLst>{effect}</a:effectStyleLst><a:bgFillStyleLst>{fill}</a:bgFillStyleLst></a:fmtScheme></a:themeElements></a:theme>"
    )
}

fn master() -> String {
    format!(
        "<p:sldMaster {SPACES}><p:cSld><p:bg><p:bgRef idx=\"1001\"><a:schemeClr val=\"bg1\"/></p:bgRef></p:bg>\
        <p:spTree>{GROUP}{}</p:spTree></p:cSld>{COLOURS}\
        <p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>\
        <p:txStyles><p:titleStyle/><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>",
        shape(2, "title", "Title", Some([600_000, 400_000, WIDTH - 1_200_000, 1_200_000]), "<a:p/>")
    )
}

fn layout() -> String {
    format!(
        "<p:sldLayout {SPACES} type=\"titleOnly\" preserve=\"1\"><p:cSld name=\"Slide\"><p:spTree>{GROUP}{}</p:spTree></p:cSld>\
        <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
        shape(2, "title", "Title", None, "<a:p/>")
    )
}

fn notes_master() -> String {
    format!(
        "<p:notesMaster {SPACES}><p:cSld><p:spTree>{GROUP}{}{}</p:spTree></p:cSld>{COLOURS}</p:notesMaster>",
        shape(2, "sldImg", "Slide", Some([685_800, 685_800, 5_486_400, 3_086_100]), ""),
        shape(3, "body", "Notes", Some([685_800, 4_000_500, 5_486_400, 4_572_000]), "<a:p/>")
    )
}

/// A place for something, perhaps with what is in it.
fn shape(id: u8, kind: &str, name: &str, place: Option<[u32; 4]>, paragraphs: &str) -> String {
    let place = place.map_or_else(String::new, |[x, y, width, height]| {
        format!(
            "<a:xfrm><a:off x=\"{x}\" y=\"{y}\"/><a:ext cx=\"{width}\" cy=\"{height}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom>"
        )
    });
    let index = if kind == "body" { " idx=\"1\"" } else { "" };
    let text = if paragraphs.is_empty() {
        String::new()
    } else {
        format!("<p:txBody><a:bodyPr/><a:lstStyle/>{paragraphs}</p:txBody>")
    };
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"{id}\" name=\"{name}\"/><p:cNvSpPr/><p:nvPr><p:ph type=\"{kind}\"{index}/></p:nvPr></p:nvSpPr>\
        <p:spPr>{place}</p:spPr>{text}</p:sp>"
    )
}

/// A text as it stands in XML.
fn escaped(text: &str) -> String {
    escape(&without_controls(text))
}

fn paragraph(text: &str) -> String {
    format!("<a:p><a:r><a:t>{}</a:t></a:r></a:p>", escaped(text))
}

/// The picture fills the slide. The title lies below it: outlines, and programs that read aloud, find it there.
fn slide_part(slide: &Slide) -> String {
    format!(
        "<p:sld {SPACES}><p:cSld><p:spTree>{GROUP}{}\
        <p:pic><p:nvPicPr><p:cNvPr id=\"3\" name=\"Slide\" descr=\"{}\"/><p:cNvPicPr><a:picLocks noChangeAspect=\"1\"/></p:cNvPicPr><p:nvPr/></p:nvPicPr>\
        <p:blipFill><a:blip r:embed=\"rId2\"/><a:stretch><a:fillRect/></a:stretch></p:blipFill>\
        <p:spPr><a:xfrm><a:off x=\"0\" y=\"0\"/><a:ext cx=\"{WIDTH}\" cy=\"{HEIGHT}\"/></a:xfrm><a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr></p:pic>\
        </p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
        shape(2, "title", "Title", None, &paragraph(&slide.title)),
        escaped(&slide.words.join("\n")).replace('\n', "&#10;"),
    )
}

fn notes_part(slide: &Slide) -> String {
    let paragraphs: String = slide.notes.iter().map(|text| paragraph(text)).collect();
    format!(
        "<p:notes {SPACES}><p:cSld><p:spTree>{GROUP}{}{}</p:spTree></p:cSld>\
        <p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:notes>",
        shape(2, "sldImg", "Slide", None, ""),
        shape(3, "body", "Notes", None, &paragraphs)
    )
}
