import { useTranslations } from "next-intl";

/** A letter in the letterbox; decoration, so nothing of it is read out. */
export function SignInArt() {
  const t = useTranslations("signIn.art");
  return (
    <svg
      viewBox="68 128 604 485"
      aria-hidden="true"
      className="mx-auto w-full max-w-151 select-none max-lg:hidden lg:mb-24 [&_text]:fill-on-accent"
    >
      <clipPath id="above-slot">
        <path d="M60 100h620v342.500H60z" />
      </clipPath>
      <g fill="none" className="stroke-on-accent" strokeWidth="3">
        <rect x="71.500" y="393.500" width="597" height="216" rx="17" />
      </g>
      <rect x="114" y="424" width="512" height="30" rx="15" className="fill-on-accent" />
      <g clipPath="url(#above-slot)">
        <g transform="translate(151 204) rotate(-9.200)">
          <rect width="402" height="320" rx="5" className="fill-paper stroke-on-accent" strokeWidth="3" />
          <Address />
          <Stamp />
          <Postmark />
          <foreignObject x="66" y="146" width="312" height="90">
            <p className="text-balance font-semibold text-[23px] text-on-accent leading-[31px] tracking-[-0.02em]">
              {t("quote")}
            </p>
          </foreignObject>
        </g>
      </g>
      <text x="377" y="528" textAnchor="middle" fontSize="41" fontWeight="700" letterSpacing="14">
        LEADS
      </text>
      <text x="370" y="567" textAnchor="middle" fontSize="17" fontWeight="500">
        {t("collected")}
      </text>
    </svg>
  );
}

function Address() {
  const t = useTranslations("signIn.art");
  return (
    <g fontSize="14">
      <text x="28" y="54" fontWeight="600">
        Ingrid Solheim-Bakke
      </text>
      <text x="28" y="74" opacity="0.800">
        Nordlys Shipping AS
      </text>
      <text x="28" y="94" opacity="0.800">
        {t("place")}
      </text>
    </g>
  );
}

function Stamp() {
  return (
    <>
      <rect
        x="309"
        y="27"
        width="63"
        height="77"
        className="fill-accent stroke-paper"
        strokeWidth="5"
        strokeDasharray="0 7.780"
        strokeLinecap="round"
      />
      <g transform="translate(314.300 40.300) scale(1.650)">
        <path
          d="M7.500 6.200a1.700 1.700 0 0 1 1.700-1.700h1.600a1.700 1.700 0 0 1 1.700 1.700v6.100h5.500a7 7 0 0 1 7 7v.4a7 7 0 0 1-7 7H9.200a1.700 1.700 0 0 1-1.700-1.700z"
          className="fill-on-accent"
        />
        <rect x="12.300" y="17.900" width="8.600" height="3.200" rx="1.600" className="fill-accent" />
      </g>
    </>
  );
}

function Postmark() {
  const t = useTranslations("signIn.art");
  return (
    <g fontSize="14.500" fontWeight="600" textAnchor="middle">
      <g fill="none" className="stroke-on-accent" strokeWidth="2.500" strokeLinecap="round">
        <circle cx="249" cy="71" r="40" />
        {[54, 70, 86].map((y) => (
          <path key={y} d={`M288 ${y}q11-6 22 0t22 0t22 0t22 0`} />
        ))}
      </g>
      <text x="249" y="68">
        {t("day")}
      </text>
      <text x="249" y="86">
        14:18
      </text>
    </g>
  );
}
