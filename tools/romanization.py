"""Writes src/talentflow/data/shared/{pinyin,romanized}.tsv: needs pypinyin, which the program itself does not.

Usage: python tools/romanization.py
"""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from pypinyin import Style, pinyin

DATA = Path(__file__).resolve().parent.parent / "src" / "talentflow" / "data"
PLAIN = re.compile(r"[a-z]+")

# Second readings that occur in names, and readings that a character has as a family name only.
ALSO = """\
le乐yue 乐le 行xing 行hang 重chong 重zhong 长chang 长zhang 朝chao 朝zhao 曾ceng 单dan 盛cheng 茜xi 茜qian
娜nuo 晟cheng 晟sheng 颉jie 颉xie 栖xi 澄deng 厦xia 厦sha 莎suo 都du 薄bo 车ju 藏zang 藏cang 翟di 覃tan 贾gu
区qu 解jie 查cha 缪mou 朴pu 柏bo 牟mu 郗chi 隗kui 谌shen 宓fu 俞shu 强jiang 传chuan 大da 亦yi 佟tong 蕾lei
蔚yu 员yuan 召zhao 祭ji 那na 种zhong 六lu 鲜xian 洗xi 石dan 会kuai 宿su 峙shi 弹tan 骠piao 桢zhen 桢zheng
稹zhen 祯zhen 祯zheng 婧jing 婧qian 瞿ju 和huo 漂piao 澹dan 芍shao 济ji 蓉rong 筠jun 筠yun 奇ji 否pi 阿a 阿e
塔da 育yo 粘nian 折zhe 尉wei"""
FAMILY = """\
单shan 曾zeng 仇qiu 解xie 区ou 查zha 朴piao 盖ge 翟zhai 覃qin 员yun 召shao 种chong 折she 缪miao 乐yue 任ren
华hua 石shi 牟mou 郗xi 隗wei 谌chen 宁ning 祭zhai 尉yu 那na 尹yin 冼xian 洗xian 柏bai 卜bu 贾jia 车che 薄bo
长zhang 秘bi 黑he 纪ji 应ying 燕yan 瞿qu 訾zi 郇xun 郜gao 逄pang 佴nai 万wan 俞yu 於yu 令ling 哈ha 葛ge 过guo
干gan 訚yin 适kuo 库she 眭sui"""
PAIRS = re.compile(r"([a-z]*)([\u3400-\u9fff])([a-z]+)")

# Family names in other romanizations than pinyin (Hong Kong, Taiwan, South-East Asia, old spellings).
FAMILIES = """\
lee li|lei; wong wang|huang; chan chen|zhan; chang zhang|chang|zheng; cheung zhang; cheng zheng|cheng;
tsang zeng; tseng zeng; chow zhou; chou zhou|qiu; chu zhu|chu; hsu xu; hsieh xie; tse xie; hsiao xiao;
siu xiao; siew xiao; ho he; hoh he; ng wu|huang; eng wu; goh wu; woo wu|hu; tsai cai; tsay cai; choi cai;
choy cai; chua cai; chai cai|chai; kuo guo; kwok guo; kuok guo; quek guo; lau liu; liew liu; low liu|luo;
loh luo; lo luo|lu; law luo; lam lin; lim lin; ling ling|lin; leung liang; leong liang; neo liang; yeung yang;
yeo yang; young yang|rong; yip ye; yeh ye; yap ye; ip ye; tan chen|tan; tang tang|deng; teng deng;
tong tang|tong; tam tan; hui xu; hui xu|hui; shu shu|xu; shum shen|cen; sham shen|cen; shen shen; sung song;
soong song; pan pan; poon pan; pun pan; pang peng|pang; tu du|tu; to du|tu; tou du; tsui xu|cui; chui xu|cui;
chin jin|qian|qin; chien jian|qian; chi ji|qi; chiang jiang; chiu zhao|qiu; keung jiang; kang kang|jiang;
kan gan|jian; kam jin|gan; kao gao; ko gao|ke; koo gu; ku gu; kung gong|kong; hung hong|xiong; hwang huang;
ooi huang; wee huang; oei huang; hsiung xiong; tsao cao; tso cao|zuo; cho cao|zhuo|zhuo; tung dong; tin tian;
tien tian; ting ding; ding ding; tai dai|tai; shih shi; sze shi|si; szeto situ; sit xue; hsueh xue; hsia xia;
ha xia; yuen yuan|ruan; yuan yuan; yuk yu; yue yu; yu yu|you; yiu yao; yao yao; yau qiu|you; yim yan;
yan yan|ren|zhen; yen yan; jen ren; yam ren; yin yin; wan yin|wen|wan; wang wang|huang|hong; mak mai; mok mo;
mui mei; ma ma; lui lu|lei; lu lu; luk lu; look lu; loke lu; liao liao; liu liu|liao; lai lai|li; li li;
lei li|lei; kwan guan; kuan guan; kwong kuang; kong jiang|kong|gong; fok huo; fung feng; foong feng; fan fan;
foo fu|hu; fu fu; woon wen; wen wen; wei wei; ngai ni|wei; ngan yan; au ou|qu; ou ou; pak bai; pai bai;
pei pei|bei|bai; pao bao; pau bao; peng peng; phua pan; tsou zou; chau zhou|qiu; jow zhou; joe zhou;
chung zhong|zheng; chong zhang|zhuang; chuang zhuang; choong zhong; jiang jiang; chao zhao; chiew zhao;
teo zhang; teoh zhang; tio zhang; cheong zhang|jiang; tay zheng; tee zheng; toh du|zhuo; heng wang; ong wang;
sim shen; seah xie; chia xie; koh xu; khoo qiu; kho xu; kok guo; kee ji; gan yan; gwee wei; han han;
hong hong; hsing xing; hsin xin; hsiang xiang; hou hou; hau hou"""

INITIALS = ("zh", "ch", "sh", *"bpmfdtnlgkhjqxrzcsyw")
WADE_INITIALS = {
    "zh": "ch",
    "b": "p",
    "d": "t",
    "g": "k",
    "j": "ch",
    "q": "ch",
    "x": "hs",
    "r": "j",
    "z": "ts",
    "c": "ts",
}
WADE_FINALS = {
    "ian": "ien",
    "ie": "ieh",
    "ue": "ueh",
    "ong": "ung",
    "iong": "iung",
    "ui": "ui",
    "uo": "o",
    "e": "e",
    "ve": "ueh",
    "v": "u",
    "you": "yu",
}
WADE_WHOLE = {
    "zhi": "chih",
    "chi": "chih",
    "shi": "shih",
    "ri": "jih",
    "zi": "tzu",
    "ci": "tzu",
    "si": "ssu",
    "you": "yu",
    "yi": "i",
    "ye": "yeh",
    "yue": "yueh",
    "yan": "yen",
    "yong": "yung",
    "guo": "kuo",
    "kuo": "kuo",
    "huo": "huo",
    "er": "erh",
    "shuo": "shuo",
    "gui": "kuei",
    "kui": "kuei",
    "ge": "ko",
    "ke": "ko",
    "he": "ho",
    "jue": "chueh",
    "que": "chueh",
    "xue": "hsueh",
}


def wade(syllable: str) -> str:
    """A pinyin syllable in Wade-Giles as newspapers print it: no apostrophes, no diaeresis."""
    if syllable in WADE_WHOLE:
        return WADE_WHOLE[syllable]
    initial = next((i for i in INITIALS if syllable.startswith(i)), "")
    final = syllable[len(initial) :]
    if initial in ("j", "q", "x") and final.startswith("u"):
        return WADE_INITIALS[initial] + {"u": "u", "ue": "ueh", "uan": "uan", "un": "un"}.get(final, final)
    return WADE_INITIALS.get(initial, initial) + WADE_FINALS.get(final, final)


def characters() -> list[str]:
    found: set[str] = set()
    for name in ("zh/char_freq.tsv", "zh/given_chars.tsv", "zh/surnames.tsv", "shared/simplified.tsv"):
        for line in (DATA / name).read_text("utf-8").splitlines():
            if line.startswith("#"):
                continue
            cell = line.split("\t")[0]
            found |= {c for c in cell if "\u4e00" <= c <= "\u9fff"}
    return sorted(found)


def main() -> None:
    first: dict[str, set[str]] = defaultdict(set)
    also: dict[str, set[str]] = defaultdict(set)
    family: dict[str, set[str]] = defaultdict(set)
    for char in characters():
        read = pinyin(char, style=Style.NORMAL, v_to_u=False)[0][0]
        if PLAIN.fullmatch(read):
            first[read].add(char)
    for _, char, read in PAIRS.findall(ALSO):
        if char not in first[read]:
            also[read].add(char)
    for _, char, read in PAIRS.findall(FAMILY):
        if char not in first[read]:
            family[read].add(char)
    rows = [
        f"{s}\t{''.join(sorted(first[s]))}\t{''.join(sorted(also[s]))}\t{''.join(sorted(family[s]))}".rstrip("\t")
        for s in sorted({*first, *also, *family})
        if first[s] or also[s] or family[s]
    ]
    head = (
        "# Readings of simplified characters, without tones (v: the umlaut); also: a second reading in names; "
        "family: the reading as a family name\nsyllable\tcharacters\talso\tfamily\n"
    )
    (DATA / "shared" / "pinyin.tsv").write_text(head + "\n".join(rows) + "\n", "utf-8")
    forms: dict[str, set[str]] = defaultdict(set)
    for syllable in first:
        if first[syllable] and wade(syllable) != syllable:
            forms[wade(syllable)].add(syllable)
    for form in forms:
        if first.get(form):
            forms[form].add(form)
    lines = [f"{form}\tgiven\t{'|'.join(sorted(forms[form]))}" for form in sorted(forms)]
    families: dict[str, set[str]] = defaultdict(set)
    for item in FAMILIES.replace("\n", " ").split(";"):
        form, reads = item.split()
        families[form].update(reads.split("|"))
    lines += [f"{form}\tfamily\t{'|'.join(sorted(families[form]))}" for form in sorted(families)]
    head = (
        "# Spellings of Chinese syllables other than pinyin, as print has them; given: Wade-Giles without marks; "
        "family: family names of Hong Kong, Taiwan, South-East Asia\nform\tplace\tpinyin\n"
    )
    (DATA / "shared" / "romanized.tsv").write_text(head + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
