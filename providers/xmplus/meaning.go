package xmplus

import (
	"slices"
	"strings"

	"resellerbot/internal/resale"
)

// meaning reads a no, which this API gives in words only, and in the panel's
// language. What is not surely known stays what its status means, Refused most
// often: the person sees the words.
func (k call) meaning(code resale.Code, words string) resale.Code {
	if says(words, aboutTokens()) && !says(words, []string{"captcha", "turnstile", "2fa", "factor", "otp"}) {
		return tokenRefused
	}
	for _, r := range slices.Concat(ofCodes(), ofOrders(), ofAccounts(), ofObjects()) {
		if slices.Contains(r.about, k.about) && says(words, r.words) && !says(words, r.unless) {
			return r.code
		}
	}
	if code == resale.Unauthorized {
		return tokenRefused // passwords are refused in words: this is the token
	}
	return code
}

// rule is what words mean, in calls about some subjects.
type rule struct {
	code   resale.Code
	about  []subject
	words  []string // any of them; one with "&" is several that all must be there
	unless []string
}

// says tells whether a text has any of the phrases. Case, accents and the two
// spellings of Persian letters do not count.
func says(text string, phrases []string) bool {
	text = bare(text)
	return slices.ContainsFunc(phrases, func(phrase string) bool {
		return !slices.ContainsFunc(strings.Split(bare(phrase), "&"), func(part string) bool { return !strings.Contains(text, part) })
	})
}

func bare(text string) string {
	return strings.NewReplacer("ي", "ی", "ك", "ک", "\u200c", " ", "’", "'").Replace(resale.Fold(text))
}

func aboutTokens() []string {
	return []string{
		"token&invalid", "token&expired", "token&missing", "token&not provided", "token&not found", "token&wrong", "token&required",
		"token&malformed", "token has", "bad token", "unauthenticated", "unauthorized", "unauthorised", "jwt", "signature verification", "wrong number of segments",
		"token&无效", "token&过期", "令牌", "توکن", "токен",
	}
}

func everything() []subject { return []subject{thePanel, anOrder, aLogin, aSignup} }

func ofCodes() []rule {
	members := []subject{aLogin, aSignup}
	others := []string{"coupon", "promo", "discount", "affiliate", "referral", "invit", "qr code", "barcode"}
	return []rule{
		{code: resale.RateLimited, about: everything(), words: []string{"too many", "rate limit", "过于频繁", "слишком много", "muitas tentativas", "demasiados intentos"}},
		{code: resale.WrongCode, about: members, unless: others, words: []string{
			"code&invalid", "code&incorrect", "code&wrong", "code&expired", "code&not match", "code&not valid", "code&not correct",
			"otp&invalid", "otp&incorrect", "2fa&invalid", "2fa&incorrect",
			"验证码&错误", "验证码&不正确", "验证码&无效", "验证码&过期", "驗證碼&錯誤", "驗證碼&無效", "کد تایید&اشتباه", "کد تایید&نامعتبر", "کد تایید&نادرست", "کد تایید&منقضی",
			"неверный код", "код неверн", "неправильный код", "код&истек", "codigo&incorret", "codigo&invalid", "codigo&expir", "codigo&incorrect",
		}},
		{code: resale.CodeNeeded, about: members, unless: others, words: []string{
			"code&required", "code&needed", "code&missing", "enter&code", "provide&code", "code&empty",
			"two-factor", "two factor", "two-step", "two step", "2fa", "authenticator", "otp",
			"输入验证码", "请输入&验证码", "验证码不能为空", "两步验证", "二次验证", "کد تایید را وارد", "ورود دو مرحله", "введите код", "двухфакторн",
			"informe o codigo", "digite o codigo", "dois fatores", "duas etapas", "introduzca el codigo", "ingrese el codigo", "dos pasos",
		}},
	}
}

func ofOrders() []rule {
	login := []subject{anOrder, aLogin}
	return []rule{
		{code: resale.BadCoupon, about: login, words: []string{
			"coupon", "promo code", "discount code", "优惠码", "优惠券", "折扣码", "کوپن", "کد تخفیف", "купон", "промокод", "cupom", "cupon",
		}},
		{code: resale.Unpaid, about: login, words: []string{
			"unpaid", "pending order", "pending invoice", "outstanding invoice", "未支付", "未付款", "پرداخت نشده", "неоплаченн", "не оплачен",
			"nao pago", "nao paga", "fatura pendente", "pedido pendente", "sin pagar", "pedido pendiente", "factura pendiente", "impag",
		}},
		{code: resale.NoStock, about: login, words: []string{
			"out of stock", "sold out", "no stock", "not in stock", "库存不足", "无库存", "售罄", "缺货", "庫存不足", "ناموجود", "اتمام موجودی",
			"нет в наличии", "распродан", "esgotad", "sem estoque", "agotad", "sin existencias", "sin stock",
		}},
		{code: resale.NoStock, about: login, unless: []string{"ایمیل", "کاربر", "حساب", "فاکتور", "صورتحساب", "درگاه", "سرویس"}, words: []string{"موجود نیست", "موجود نمی باشد"}},
		{code: resale.NoFunds, about: login, words: []string{
			"insufficient&balance", "balance&not enough", "balance&too low", "not enough&balance", "موجودی شما&کافی نیست",
			"insufficient fund", "insufficient credit", "not enough money", "not enough fund",
			"not enough credit", "余额不足", "餘額不足", "موجودی حساب&کافی نیست", "موجودی کیف پول&کافی نیست", "недостаточно средств",
			"saldo insuficiente", "fondos insuficientes",
		}},
		{code: resale.Changed, about: login, words: []string{
			"already paid", "already been paid", "已支付", "已付款", "قبلا پرداخت", "уже оплачен", "ja foi pag", "ya fue pagad", "ya esta pagad",
			"been cancelled", "been canceled", "has expired", "已取消", "لغو شده", "отменен",
		}},
	}
}

func ofAccounts() []rule {
	signup := []subject{aSignup}
	ofGateways := []string{"gateway", "merchant", "payment", "api cred", "api key"} // these have accounts of their own
	return []rule{
		{code: resale.Taken, about: signup, words: []string{
			"already registered", "already exist", "already in use", "been taken", "already taken", "is registered", "已注册", "已被注册", "已存在", "已被使用", "已註冊",
			"قبلا ثبت", "قبلا استفاده", "уже зарегистрирован", "уже существует", "уже используется", "ja cadastrad", "ja registrad", "ja existe",
			"ja esta em uso", "ja esta registrad", "ja esta cadastrad", "ya registrad", "ya esta registrad", "ya existe", "ya esta en uso",
		}},
		{code: resale.Unsupported, about: signup, words: []string{"registration&closed", "registration&disabled", "registration is not", "关闭注册", "注册已关闭"}},
		{code: resale.Invalid, about: signup, words: []string{
			"must be", "must contain", "at least", "email&invalid", "email&not valid", "is required", "too short", "too long",
		}},
		{code: resale.WrongLogin, about: []subject{anOrder, aLogin}, unless: ofGateways, words: []string{
			"password&invalid", "password&incorrect", "password&wrong", "password&not match", "password&not correct", "credentials",
			"密码&错误", "密码&不正确", "密码&不匹配", "密碼&錯誤", "密碼&不正確",
			"رمز&اشتباه", "رمز&نادرست", "رمز&نامعتبر", "رمز&صحیح نیست", "رمز&معتبر نیست", "پسورد&اشتباه", "گذرواژه&اشتباه", "گذرواژه&نادرست",
			"парол&неверн", "парол&неправильн", "senha&invalida", "senha&incorreta", "senha&errada",
			"contrasena&incorrecta", "contrasena&invalida", "contrasena&erronea", "contrasena&no es",
		}},
		{code: resale.NoAccount, about: []subject{thePanel, anOrder, aLogin}, unless: ofGateways, words: []string{
			"no account", "account&not found", "account&not exist", "user&not found", "user&not exist", "email&not found", "email&not exist",
			"not registered", "未注册", "账户不存在", "账号不存在", "帐号不存在", "用户不存在", "邮箱不存在", "حسابی&یافت نشد", "حسابی&وجود ندارد", "حسابی&ثبت نشده",
			"کاربر&یافت نشد", "کاربری&وجود ندارد", "کاربر&موجود نیست", "ایمیل&موجود نیست", "حسابی&موجود نیست", "ثبت نام نشده", "не зарегистрирован", "пользователь не найден", "аккаунт&не найден",
			"nenhuma conta", "conta nao encontrada", "nao cadastrad", "nao registrad", "usuario nao encontrado", "ninguna cuenta",
			"cuenta no encontrada", "no esta registrad", "usuario no encontrado",
		}},
		{code: resale.Forbidden, about: everything(), unless: ofGateways, words: []string{
			"account&banned", "account&disabled", "account&suspended", "account&blocked", "封禁", "账户已被禁用", "账号已被禁用", "مسدود", "заблокирован",
			"conta bloqueada", "conta suspensa", "cuenta bloqueada", "cuenta suspendida",
		}},
	}
}

func ofObjects() []rule {
	return []rule{{code: resale.NotFound, about: everything(), words: []string{
		"not exist", "n't exist", "not found", "no invoice", "no service", "不存在", "یافت نشد", "وجود ندارد", "موجود نیست", "не найден", "не существует",
		"nao existe", "nao encontrad", "no existe", "no encontrad",
	}}}
}
