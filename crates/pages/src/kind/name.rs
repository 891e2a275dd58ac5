//! What a file's name claims it is.

use super::{Kind, Raster};

/// The kind the name's ending claims, if it is one of the known endings.
pub(super) fn claimed(name: &str) -> Option<Kind> {
    // Windows drops trailing dots and spaces when it opens the file.
    let (_, ending) = name.trim_end_matches(['.', ' ']).rsplit_once('.')?;
    Some(match ending.to_ascii_lowercase().as_str() {
        "pdf" => Kind::Pdf,
        "jpg" | "jpeg" | "jpe" | "jfif" => Kind::Image(Raster::Jpeg),
        "png" => Kind::Image(Raster::Png),
        "gif" => Kind::Image(Raster::Gif),
        "webp" => Kind::Image(Raster::WebP),
        "bmp" | "dib" => Kind::Image(Raster::Bmp),
        "tif" | "tiff" => Kind::Image(Raster::Tiff),
        "heic" | "heif" | "avif" => Kind::Image(Raster::Heif),
        "txt" | "text" | "csv" | "tsv" | "md" | "log" | "json" | "ics" | "vcf" => Kind::Text,
        "doc" | "docx" | "docm" | "dot" | "dotx" | "dotm" | "rtf" | "odt" | "ott" | "xls"
        | "xlsx" | "xlsm" | "xlsb" | "ods" | "ppt" | "pptx" | "pptm" | "pps" | "ppsx" | "odp"
        | "vsd" | "vsdx" | "pub" => Kind::Office,
        "eml" | "msg" | "mbox" => Kind::Mail,
        "zip" | "7z" | "rar" | "gz" | "tgz" | "bz2" | "xz" | "zst" | "tar" | "cab" => Kind::Archive,
        "mp3" | "wav" | "m4a" | "aac" | "flac" | "ogg" | "oga" | "opus" | "aif" | "aiff"
        | "amr" => Kind::Audio,
        "mp4" | "m4v" | "mov" | "avi" | "mkv" | "webm" | "mpg" | "mpeg" | "flv" | "3gp" => {
            Kind::Video
        }
        "exe" | "dll" | "com" | "scr" | "msi" | "msix" | "appx" | "bat" | "cmd" | "ps1"
        | "psm1" | "vbs" | "vbe" | "js" | "jse" | "wsf" | "wsh" | "hta" | "cpl" | "pif" | "lnk"
        | "url" | "scf" | "inf" | "reg" | "jar" | "app" | "apk" | "dmg" | "pkg" | "deb" | "rpm"
        | "sh" | "bash" | "command" | "py" | "pl" | "iqy" | "iso" | "img" | "vhd" | "vhdx"
        | "one" | "chm" => Kind::Executable,
        "html" | "htm" | "xhtml" | "mht" | "mhtml" | "svg" | "svgz" | "xml" | "xsl" | "xslt" => {
            Kind::Unknown
        }
        _ => return None,
    })
}
