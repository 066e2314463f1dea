package xmplus

import (
	"fmt"
	"testing"
	"testing/synctest"

	"resellerbot/internal/resale"
)

// The code of every no is 208: the words alone tell. What is not surely known
// stays refused.
func TestMeaningsOfWords(t *testing.T) { synctest.Test(t, meaningsOfWords) }

func meaningsOfWords(t *testing.T) {
	for _, test := range []struct {
		operation, words string
		want             resale.Code
	}{
		{"XM02", "No account registered with this email address.", resale.NoAccount},
		{"XM02", "The password is invalid for this account.", resale.WrongLogin},
		{"XM02", "Wrong e-mail or password", resale.WrongLogin},
		{"XM02", "These credentials do not match our records.", resale.WrongLogin},
		{"XM02", "رمز عبور اشتباه است", resale.WrongLogin},
		{"XM02", "密码错误", resale.WrongLogin},
		{"XM02", "Неверный пароль", resale.WrongLogin},
		{"XM02", "Senha inválida", resale.WrongLogin},
		{"XM02", "La contraseña es incorrecta", resale.WrongLogin},
		{"XM02", "حسابی با این ایمیل یافت نشد", resale.NoAccount},
		{"XM02", "حسابي با اين ايميل يافت نشد", resale.NoAccount}, // with Arabic letters
		{"XM02", "用户不存在", resale.NoAccount},
		{"XM02", "Этот адрес не зарегистрирован", resale.NoAccount},
		{"XM02", "Nenhuma conta com este e-mail", resale.NoAccount},
		{"XM02", "Two-factor authentication code is required", resale.CodeNeeded},
		{"XM02", "Please enter your 2FA code", resale.CodeNeeded},
		{"XM02", "Invalid 2FA token", resale.WrongCode},
		{"XM02", "The two-factor code is invalid", resale.WrongCode},
		{"XM02", "验证码错误", resale.WrongCode},
		{"XM02", "Your account was suspended", resale.Forbidden},
		{"XM02", "Too many login attempts", resale.RateLimited},
		{"XM02", "Something else", resale.Refused},
		{"XM02", "خطایی رخ داد", resale.Refused},
		{"XM03", "No account registered with this email address.", resale.NoAccount},
		{"XM03", "The password is invalid for this account.", resale.Refused}, // it sends none
		{"XM04", "Email already registered", resale.Taken},
		{"XM04", "این ایمیل قبلا ثبت شده است", resale.Taken},
		{"XM04", "该邮箱已被注册", resale.Taken},
		{"XM04", "E-mail já cadastrado", resale.Taken},
		{"XM04", "Este correo ya está registrado", resale.Taken},
		{"XM04", "Verification code is incorrect or expired", resale.WrongCode},
		{"XM04", "Please enter the verification code", resale.CodeNeeded},
		{"XM04", "The password must contain a digit", resale.Invalid},
		{"XM04", "Password is invalid", resale.Refused}, // of what account?
		{"XM04", "Registration is currently closed", resale.Unsupported},
		{"XM04", "Affiliate code is invalid", resale.Refused},
		{"XM05", "Email is not valid", resale.Invalid},
		{"XM09", "You currently have an unpaid order, please complete the payment or cancel to create a new order.", resale.Unpaid},
		{"XM09", "您有未支付的订单", resale.Unpaid},
		{"XM09", "سفارش پرداخت نشده دارید", resale.Unpaid},
		{"XM09", "У вас есть неоплаченный заказ", resale.Unpaid},
		{"XM09", "Você tem um pedido não pago", resale.Unpaid},
		{"XM09", "Tiene un pedido pendiente", resale.Unpaid},
		{"XM09", "Out of Stock", resale.NoStock},
		{"XM09", "库存不足", resale.NoStock},
		{"XM09", "Esgotado", resale.NoStock},
		{"XM09", "The package does not exist.", resale.NotFound},
		{"XM09", "Coupon code is invalid", resale.BadCoupon},
		{"XM09", "کد تخفیف نامعتبر است", resale.BadCoupon},
		{"XM09", "Cupom expirado", resale.BadCoupon},
		{"XM09", "Error code 12: the request is invalid", resale.Refused}, // no code of anybody's
		{"XM09", "Insufficient balance", resale.NoFunds},
		{"XM09", "Already registered", resale.Refused},
		{"XM11", "The password is invalid for this account.", resale.WrongLogin},
		{"XM16", "The selected payment method does not exist or is inctive", resale.NotFound},
		{"XM16", "This invoice has already been paid", resale.Changed},
		{"XM16", "The invoice has been cancelled.", resale.Changed},
		{"XM16", "余额不足", resale.NoFunds},
		{"XM16", "Insufficient account balance.", resale.NoFunds},
		{"XM16", "Your balance is not enough", resale.NoFunds},
		{"XM16", "موجودی شما کافی نیست", resale.NoFunds},
		{"XM09", "این بسته موجود نیست", resale.NoStock},
		{"XM10", "سرویس موجود نیست", resale.NotFound},
		{"XM02", "کاربری با این ایمیل موجود نیست", resale.NoAccount},
		{"XM16", "Gateway error", resale.Refused},
		{"XM16", "Invalid API credentials of the gateway", resale.Refused}, // not those of the member
		{"XM16", "Merchant account suspended", resale.Refused},
		{"XM16", "Captcha token is invalid", resale.Refused},
		{"XM06", "Maintenance", resale.Refused},
		{"XM06", "The password is invalid", resale.Refused},
	} {
		ask := reads()[test.operation]
		if ask == nil {
			ask = writes()[test.operation]
		}
		c, p := direct(t, answers(200, fmt.Sprintf(`{"status":"error","code":208,"message":%q}`, test.words)))
		_, err := ask(t.Context(), c)
		if resale.CodeOf(err) != test.want || outcome(err) != string(test.want)+": "+test.words || p.fetched != 1 {
			t.Errorf("%s, %q: %q, want %s", test.operation, test.words, outcome(err), test.want)
		}
	}
}
